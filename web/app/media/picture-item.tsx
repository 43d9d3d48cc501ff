import { ChevronLeft, ChevronRight, CircleAlert, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";

import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { CONTROL_CLASS } from "../components/input.tsx";
import { IconButton } from "../components/icon-button.tsx";
import { Picture } from "../components/picture.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { Item } from "./uploads.ts";
import { useFileUrl } from "./use-file-url.ts";
import type { Uploads } from "./use-uploads.ts";

type PictureItemProps = {
  item: Item;
  position: number;
  isLast: boolean;
  uploads: Uploads;
  /** For those who do not see it. */
  onSay: (words: string) => void;
};

/** One picture of the uploader: itself, what it shows in words, and its place among the others. */
export function PictureItem({ item, position, isLast, uploads, onSay }: PictureItemProps) {
  const words = useMessages().media.uploader;
  const move = (by: -1 | 1): void => {
    if (by === -1 ? position === 1 : isLast) return;
    uploads.move(item.key, by);
    onSay(words.moved(position, position + by));
  };
  const moveByKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    move(event.key === "ArrowLeft" ? -1 : 1);
  };
  return (
    <li
      onKeyDown={moveByKey}
      aria-label={words.picture(position)}
      className="grid min-w-0 content-start overflow-hidden rounded-md border border-line bg-surface"
    >
      <div className="relative aspect-[4/3] bg-sunken">
        <Face item={item} />
        {position === 1 ? (
          <span className="absolute top-2 left-2">
            <Badge>{words.cover}</Badge>
          </span>
        ) : null}
      </div>
      <div className="grid gap-2 p-2">
        <State item={item} uploads={uploads} />
        {item.state === "ready" ? <input type="hidden" name="imageId" value={item.picture.id} /> : null}
        {item.state === "failed" ? null : (
          <label className="grid gap-1 text-xs font-semibold">
            {words.alt}
            <input
              className={`${CONTROL_CLASS} font-normal`}
              maxLength={200}
              value={item.alt}
              onChange={({ currentTarget }) => uploads.describe(item.key, currentTarget.value)}
              {...(item.state === "ready" ? { name: "imageAlt" } : {})}
            />
          </label>
        )}
        <div className="flex items-center justify-between">
          <span className="flex">
            <IconButton
              icon={ChevronLeft}
              label={words.earlier(position)}
              disabled={position === 1}
              onClick={() => move(-1)}
            />
            <IconButton
              icon={ChevronRight}
              label={words.later(position)}
              disabled={isLast}
              onClick={() => move(1)}
            />
          </span>
          <IconButton
            icon={Trash2}
            label={words.remove(position)}
            onClick={() => {
              uploads.remove(item.key);
              onSay(words.removed(position));
            }}
          />
        </div>
      </div>
    </li>
  );
}

/** The picture, or the file's own while it is on its way. */
function Face({ item }: { item: Item }) {
  // What was refused may be no picture at all, and would be shown as a broken one.
  const own = useFileUrl(item.state === "sending" ? item.file : undefined);
  const dimmed = item.state === "ready" ? "" : "opacity-50";
  return (
    <Picture
      src={item.state === "ready" ? item.picture.url : own}
      alt={item.alt}
      placeholder={item.state === "ready" ? item.picture.placeholder : undefined}
      sizes="(min-width: 40rem) 20rem, 100vw"
      fit="contain"
      className={`absolute inset-0 size-full ${dimmed}`}
    />
  );
}

/** How far it is, or what is wrong with it. */
function State({ item, uploads }: { item: Item; uploads: Uploads }) {
  const words = useMessages().media.uploader;
  if (item.state === "ready") return null;
  if (item.state === "failed") {
    return (
      <div className="grid gap-2">
        <p role="alert" className="flex items-start gap-1.5 text-sm font-medium text-live-text">
          <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words">
            {item.name}: {words.problems[item.problem]}
          </span>
        </p>
        {item.problem === "other" || item.problem === "rate_limited" ? (
          <Button size="sm" onClick={() => uploads.retry(item.key, item.file)}>
            {words.retry}
          </Button>
        ) : null}
      </div>
    );
  }
  const share = item.progress === "checking" ? undefined : item.progress.share;
  return (
    <div className="grid gap-1 text-xs text-muted">
      <span className="flex justify-between gap-2 tabular">
        <span className="truncate">{item.name}</span>
        {share === undefined ? words.checking : `${Math.round(share * 100)} %`}
      </span>
      <progress
        aria-label={words.progress(item.name)}
        className="h-1.5 w-full accent-text"
        max={1}
        {...(share === undefined ? {} : { value: share })}
      />
    </div>
  );
}
