import * as RadixTabs from "@radix-ui/react-tabs";
import type { ReactNode } from "react";

type Tab = {
  readonly value: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
};

/** Panels that share a place. `fill` lets the open panel take the height it is given and scroll by itself. */
export function Tabs(props: { label: string; tabs: readonly Tab[]; initial?: string; fill?: boolean }) {
  const panel = props.fill ? "flex min-h-0 flex-1 flex-col data-[state=inactive]:hidden" : "pt-4";
  return (
    <RadixTabs.Root
      defaultValue={props.initial ?? props.tabs[0]?.value ?? ""}
      className={props.fill ? "flex min-h-0 flex-1 flex-col" : ""}
    >
      <RadixTabs.List aria-label={props.label} className="flex shrink-0 gap-1 border-b border-line px-2">
        {props.tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className="relative -mb-px h-11 px-3 text-sm font-semibold text-muted hover:text-text data-[state=active]:text-text data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:bg-text"
          >
            {tab.label}
            {tab.count ? <span className="ml-1.5 font-normal text-muted tabular">{tab.count}</span> : null}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {props.tabs.map((tab) => (
        <RadixTabs.Content key={tab.value} value={tab.value} className={panel} tabIndex={-1}>
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
