import { ImagePlus } from "lucide-react";
import type { DragEvent } from "react";
import { useId, useState } from "react";

import { classNames } from "../components/class-names.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { fileFieldLook } from "./file-field-look.ts";
import { PictureItem } from "./picture-item.tsx";
import { useIsScripted } from "./use-is-scripted.ts";
import type { ShownPicture } from "./use-uploads.ts";
import { useUploads } from "./use-uploads.ts";

type PictureUploaderProps = {
  /** Those the form opens with. */
  pictures?: readonly ShownPicture[];
  max?: number;
  error?: string | undefined;
};

/** As many as a product takes. */
const picturesMax = 12;

/**
 * Pictures of a form, dropped or chosen, sent at once and put in order. The form gets `imageId` and `imageAlt` of each, in
 * that order. Without scripts it is a field for files called `pictures`; `readPictures` takes either.
 */
export function PictureUploader({ pictures = [], max = picturesMax, error }: PictureUploaderProps) {
  const words = useMessages().media.uploader;
  const id = useId();
  const [said, say] = useState("");
  const uploads = useUploads({ pictures, max, onReady: (name) => say(words.added(name)) });
  const isScripted = useIsScripted();
  const { items } = uploads;
  const take = (files: FileList | null): void => {
    const left = uploads.add([...(files ?? [])]);
    say(left > 0 ? words.tooMany(max) : "");
  };
  return (
    <fieldset
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3"
      aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
    >
      <legend className="flex w-full items-baseline justify-between gap-2 pb-1.5 text-sm font-semibold">
        {words.label}
        <span className="font-normal text-muted tabular">{words.count(items.length, max)}</span>
      </legend>
      {items.length > 0 ? (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {items.map((item, index) => (
            <PictureItem
              key={item.key}
              item={item}
              position={index + 1}
              isLast={index === items.length - 1}
              uploads={uploads}
              onSay={say}
            />
          ))}
        </ul>
      ) : null}
      {items.length < max ? (
        <DropZone id={id} isScripted={isScripted} isInvalid={error !== undefined} onTake={take} />
      ) : null}
      <p id={`${id}-hint`} className="text-sm text-muted">
        {words.hint(max)}
      </p>
      {error ? (
        <p id={`${id}-error`} className="text-sm font-medium text-live-text">
          {error}
        </p>
      ) : null}
      <p role="status" className={said === words.tooMany(max) ? "text-sm text-muted" : "sr-only"}>
        {said}
      </p>
    </fieldset>
  );
}

type DropZoneProps = {
  id: string;
  isScripted: boolean;
  isInvalid: boolean;
  onTake: (files: FileList | null) => void;
};

/** Where files are dropped; the field in it is for everybody else. */
function DropZone({ id, isScripted, isInvalid, onTake }: DropZoneProps) {
  const words = useMessages().media.uploader;
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    onTake(event.dataTransfer.files);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={classNames(
        "grid grid-cols-[minmax(0,1fr)] justify-items-center gap-3 rounded-md border-2 border-dashed px-4 py-8 text-center transition-colors",
        isOver ? "border-text bg-hover" : isInvalid ? "border-live" : "border-line-strong",
      )}
    >
      <ImagePlus aria-hidden size={28} strokeWidth={1.5} className="text-muted" />
      <p className="hidden text-sm text-muted sm:block">{words.drop}</p>
      <label htmlFor={id} className="sr-only">
        {words.choose}
      </label>
      <input
        id={id}
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp"
        // With scripts the files were sent when they were chosen, and the form has their ids.
        {...(isScripted ? {} : { name: "pictures" })}
        onChange={({ currentTarget }) => {
          onTake(currentTarget.files);
          // The same file can then be chosen again.
          currentTarget.value = "";
        }}
        className={fileFieldLook}
      />
    </div>
  );
}
