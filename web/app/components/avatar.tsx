import { classNames } from "./class-names.ts";

const SIZES = {
  sm: "size-7 text-xs",
  md: "size-10 text-sm",
  lg: "size-16 text-xl",
  xl: "size-24 text-3xl",
} as const;

// A name keeps its ground everywhere, so that people are told apart at a glance. Calm colours only: volt, ember and
// leaf mean something.
const GROUNDS = [
  "bg-[#3F5A6B]",
  "bg-[#6B4A3F]",
  "bg-[#4F4A72]",
  "bg-[#5E6238]",
  "bg-[#6A3F57]",
  "bg-[#37605A]",
];

function findGround(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return GROUNDS[sum % GROUNDS.length] ?? "bg-hover";
}

function computeInitials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

/** A person's picture, or their initials. Decorative: the name is always beside it. */
export function Avatar(props: { name: string; imageUrl?: string | undefined; size?: keyof typeof SIZES }) {
  const box = classNames("shrink-0 overflow-hidden rounded-full", SIZES[props.size ?? "md"]);
  if (props.imageUrl) return <img src={props.imageUrl} alt="" className={classNames(box, "object-cover")} />;
  return (
    <span
      aria-hidden
      className={classNames(box, "grid place-items-center font-semibold text-white", findGround(props.name))}
    >
      {computeInitials(props.name)}
    </span>
  );
}
