import { ROLES, TYPE_SCALE } from "../tokens/tokens.ts";
import { Logo } from "../components/logo.tsx";
import { Exhibit } from "./frame.tsx";

const GROUNDS: Record<string, string> = {
  ground: "bg-ground",
  surface: "bg-surface",
  raised: "bg-raised",
  sunken: "bg-sunken",
  hover: "bg-hover",
  line: "bg-line",
  "line-strong": "bg-line-strong",
  text: "bg-text",
  muted: "bg-muted",
  faint: "bg-faint",
  accent: "bg-accent",
  "accent-hover": "bg-accent-hover",
  live: "bg-live",
  "live-text": "bg-live-text",
  "live-wash": "bg-live-wash",
  leading: "bg-leading",
  "leading-text": "bg-leading-text",
  "leading-wash": "bg-leading-wash",
  focus: "bg-focus",
};
const SIZES = [
  "text-5xl",
  "text-4xl",
  "text-3xl",
  "text-2xl",
  "text-xl",
  "text-lg",
  "text-base",
  "text-sm",
  "text-xs",
];

export function Foundations() {
  return (
    <>
      <Exhibit title="Name">
        <div className="flex flex-wrap items-center gap-8">
          <Logo className="h-12" />
          <Logo />
        </div>
      </Exhibit>
      <Exhibit title="Colour">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-3">
          {Object.keys(ROLES)
            .filter((role) => GROUNDS[role])
            .map((role) => (
              <li key={role} className="grid gap-1 text-xs">
                <span className={`h-12 rounded-sm border border-line ${GROUNDS[role]}`} />
                {role}
              </li>
            ))}
        </ul>
      </Exhibit>
      <Exhibit title="Type">
        {SIZES.map((size) => {
          const step = TYPE_SCALE[size.slice(5) as keyof typeof TYPE_SCALE];
          return (
            <p
              key={size}
              className={`${size} ${step.size >= 22 ? "font-display font-bold" : ""} truncate tabular`}
            >
              $1,240 Going once <span className="text-xs text-faint">{step.size}</span>
            </p>
          );
        })}
      </Exhibit>
    </>
  );
}
