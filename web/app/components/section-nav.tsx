import { NavLink } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { useEffect, useRef } from "react";

import { classNames } from "./class-names.ts";

export type NavSection = { readonly to: string; readonly icon: LucideIcon; readonly label: string };

type SectionNavProps = {
  label: string;
  sections: readonly NavSection[];
  /** The one whose address the others begin with. */
  root: string;
};

/**
 * The parts of something that has several pages: a column at the side, on a phone a strip that scrolls to where one is. The
 * column may reach into the room above the footer, or the end of a short page would push it under the header.
 */
export function SectionNav({ label, sections, root }: SectionNavProps) {
  return (
    <nav
      aria-label={label}
      className="max-lg:sticky max-lg:top-16 max-lg:z-20 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:bg-ground max-lg:[scrollbar-width:none] md:max-lg:-mx-8"
    >
      <ul className="flex gap-1 max-lg:w-max max-lg:px-2 md:max-lg:px-6 lg:sticky lg:top-24 lg:-mb-18 lg:grid lg:gap-0">
        {sections.map((section) => (
          <li key={section.to}>
            <SectionLink {...section} end={section.to === root} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionLink({ to, icon: Icon, label, end }: NavSection & { end: boolean }) {
  return (
    <NavLink
      to={to}
      end={end}
      prefetch="intent"
      className={({ isActive }) =>
        classNames(
          "relative flex h-12 items-center gap-3 px-3 text-sm font-medium whitespace-nowrap lg:h-9 lg:rounded-md lg:text-base",
          isActive
            ? "text-text max-lg:after:absolute max-lg:after:inset-x-3 max-lg:after:bottom-0 max-lg:after:h-0.5 max-lg:after:bg-text lg:bg-hover"
            : "text-muted hover:text-text lg:hover:bg-hover",
        )
      }
    >
      {({ isActive }) => (
        <>
          <Icon aria-hidden size={18} strokeWidth={isActive ? 2.25 : 1.75} className="max-lg:hidden" />
          {label}
          {isActive ? <InView /> : null}
        </>
      )}
    </NavLink>
  );
}

/** Brings the part one is in to sight, in a strip that is wider than the phone. */
function InView() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const item = mark.current?.closest("li");
    const strip = item?.closest("nav");
    if (item && strip && strip.scrollWidth > strip.clientWidth) {
      strip.scrollLeft = item.offsetLeft - (strip.clientWidth - item.offsetWidth) / 2;
    }
  }, []);
  return <span ref={mark} hidden />;
}
