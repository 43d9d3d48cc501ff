/** How a field for files looks: a button as ours, and the name beside it. */
export const fileFieldLook =
  "max-w-full text-sm text-muted file:mr-3 file:h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line-strong file:bg-surface file:px-4 file:text-base file:font-semibold file:text-text hover:file:bg-hover";
