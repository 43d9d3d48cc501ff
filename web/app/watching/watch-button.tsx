import { useFetcher, useLocation } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { Bell, BellRing, Eye } from "lucide-react";
import { useEffect } from "react";

import type { Watch } from "../../../contract/http/watchlist.ts";
import { buttonClass } from "../components/button-class.ts";
import { classNames } from "../components/class-names.ts";
import { useToast } from "../components/toast.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { action } from "../routes/watchlist.tsx";
import { useWatchId } from "./use-watch-id.ts";

type WatchButtonProps = {
  kind: Watch["kind"];
  subjectId: string;
  /** Said to the ear, where there are many such buttons. */
  title: string;
  /** `corner` lies on a picture and `rail` on a stage, both as a mark; `reminder` is about when a sale starts. */
  look: "corner" | "rail" | "button" | "reminder";
};

/**
 * Keeps an eye on a thing, or looks away. It shows what was pressed before the answer is there. Without scripts it is a form
 * that comes back to this page; whoever is signed out is led to where they sign in.
 */
export function WatchButton({ kind, subjectId, title, look }: WatchButtonProps) {
  const words = useMessages().watching.button;
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<typeof action>();
  const read = useWatchId(subjectId);
  const toast = useToast();
  const { data } = fetcher;
  // A room is not read again for this, so what the answer said counts.
  const answered = data?.ok === true ? data.value : undefined;
  const watchId = answered === undefined ? read : answered?.id;
  const asked = fetcher.formData?.get("intent");
  const isWatched = asked ? asked === "watch" : watchId !== undefined;
  useEffect(() => {
    if (data && !data.ok) toast(words.refused[data.problem.code] ?? data.problem.message, "bad");
    // Once for each answer.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [data]);
  const values = {
    intent: isWatched ? "unwatch" : "watch",
    kind,
    subjectId,
    watchId: watchId ?? "",
    to: pathname + search,
  };
  const isReminder = look === "reminder";
  const isMark = look === "corner" || look === "rail";
  const Icon = getIcon(isReminder, isWatched);
  const label = isReminder
    ? words[isWatched ? "reminded" : "remind"]
    : words[isWatched ? "watching" : "watch"];
  return (
    <fetcher.Form
      method="post"
      action="/watchlist"
      className={look === "corner" ? "absolute top-2 right-2 z-10" : ""}
      onSubmit={(event) => {
        event.preventDefault();
        fetcher.submit({ ...values, stay: "yes" }, { method: "post", action: "/watchlist" });
      }}
    >
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        aria-busy={fetcher.state !== "idle" || undefined}
        aria-label={isWatched ? words.stop(label, title) : words.start(label, title)}
        title={label}
        className={getClass(look, isWatched)}
      >
        <Icon aria-hidden size={look === "rail" ? 20 : 18} />
        {isMark ? null : label}
      </button>
    </fetcher.Form>
  );
}

function getIcon(isReminder: boolean, isWatched: boolean): LucideIcon {
  if (isReminder) return isWatched ? BellRing : Bell;
  return Eye;
}

function getClass(look: WatchButtonProps["look"], isWatched: boolean): string {
  if (look === "corner") {
    return classNames(
      "grid size-11 place-items-center rounded-full border transition-colors",
      isWatched ? "border-text bg-text text-ground" : "border-line bg-surface text-text hover:bg-hover",
    );
  }
  if (look === "rail") {
    return classNames(
      "grid size-11 place-items-center rounded-full transition-colors",
      isWatched
        ? "bg-white text-[#0b0c0f]"
        : "bg-[rgb(11_12_15/62%)] text-white hover:bg-[rgb(11_12_15/85%)]",
    );
  }
  return classNames(
    buttonClass("secondary", look === "button" ? "md" : "sm"),
    isWatched && "border-text! bg-hover!",
  );
}
