import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    "bg-accent text-on-accent border-accent-line hover:bg-accent-hover disabled:bg-hover disabled:text-faint disabled:border-line",
  secondary:
    "bg-surface text-text border-line-strong hover:bg-hover disabled:text-faint disabled:border-line",
  quiet: "bg-transparent text-text border-transparent hover:bg-hover disabled:text-faint",
  danger:
    "bg-surface text-live-text border-line-strong hover:border-live hover:bg-live-wash disabled:border-line disabled:bg-surface disabled:text-faint",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "press-area h-9 px-3 text-sm gap-1.5",
  md: "h-11 px-4 text-base gap-2",
  lg: "h-13 px-6 text-lg gap-2",
};

/** The look of a button, for buttons and for links that act like one. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, wide = false): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center rounded-md border font-semibold whitespace-nowrap",
    "transition-colors select-none active:translate-y-px motion-reduce:active:translate-y-0",
    VARIANTS[variant],
    SIZES[size],
    wide && "w-full",
  );
}
