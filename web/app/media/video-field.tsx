import { Video } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";

import { Button } from "../components/button.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { fileFieldLook } from "./file-field-look.ts";
import type { Progress, UploadProblem } from "./upload-picture.ts";
import { UploadFailed, uploadVideo } from "./upload-picture.ts";
import { useIsScripted } from "./use-is-scripted.ts";

type VideoFieldProps = {
  /** The one the form opens with. */
  video: { readonly url: string } | null;
  error?: string | undefined;
};

/** `id` is null for the video the form opened with, which stays by not being named. */
type State =
  | { readonly kind: "none"; readonly problem?: UploadProblem }
  | { readonly kind: "there"; readonly id: string | null; readonly url: string }
  | { readonly kind: "sending"; readonly name: string; readonly progress: Progress };

/**
 * The video of a form, sent as soon as it is chosen. The form gets `videoId`: empty for none, `same` for the one there was.
 * Without scripts it is a field for a file called `video` and a box to take away what there was; `readVideo` takes either.
 */
export function VideoField({ video, error }: VideoFieldProps) {
  const words = useMessages().media.video;
  const id = useId();
  const isScripted = useIsScripted();
  const [state, setState] = useState<State>(video ? { kind: "there", id: null, ...video } : { kind: "none" });
  const underWay = useRef<AbortController>(undefined);
  useEffect(() => () => underWay.current?.abort(), []);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const controller = new AbortController();
    underWay.current = controller;
    const onProgress = (progress: Progress) => setState({ kind: "sending", name: file.name, progress });
    onProgress({ share: 0 });
    try {
      const { id: videoId, url } = await uploadVideo(file, { signal: controller.signal, onProgress });
      setState({ kind: "there", id: videoId, url });
    } catch (failure) {
      if (controller.signal.aborted) return;
      setState({ kind: "none", problem: failure instanceof UploadFailed ? failure.problem : "other" });
    }
  };
  const drop = (): void => {
    underWay.current?.abort();
    setState({ kind: "none" });
  };
  const problem = state.kind === "none" && state.problem ? words.problems[state.problem] : error;
  return (
    <fieldset
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3"
      aria-describedby={`${id}-hint${problem ? ` ${id}-error` : ""}`}
    >
      <legend className="pb-1.5 text-sm font-semibold">{words.label}</legend>
      {isScripted ? (
        <input
          type="hidden"
          name="videoId"
          value={state.kind === "there" ? (state.id ?? "same") : ""}
          readOnly
        />
      ) : null}
      {state.kind === "there" ? (
        <video
          src={state.url}
          controls
          preload="metadata"
          aria-label={words.label}
          className="aspect-video w-full max-w-md rounded-md border border-line bg-raised"
        />
      ) : null}
      {state.kind === "sending" ? (
        <div className="grid max-w-md gap-2 rounded-md border border-line p-4">
          <p className="flex items-center gap-2 text-sm font-medium">
            <Video aria-hidden size={18} className="shrink-0 text-muted" />
            <span className="truncate">{state.name}</span>
          </p>
          <progress
            aria-label={words.progress(state.name)}
            max={1}
            {...(state.progress === "checking" ? {} : { value: state.progress.share })}
            className="h-2 w-full accent-text"
          />
        </div>
      ) : null}
      {isScripted && state.kind !== "none" ? (
        <Button type="button" size="sm" className="justify-self-start" onClick={drop}>
          {state.kind === "sending" ? words.cancel : words.remove}
        </Button>
      ) : (
        <>
          {state.kind === "there" ? <Checkbox name="removeVideo" value="yes" label={words.remove} /> : null}
          <label htmlFor={id} className="sr-only">
            {words.choose}
          </label>
          <input
            id={id}
            type="file"
            accept="video/mp4,video/webm"
            {...(isScripted ? {} : { name: "video" })}
            onChange={({ currentTarget }) => {
              void take(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
            className={fileFieldLook}
          />
        </>
      )}
      <p id={`${id}-hint`} className="text-sm text-muted">
        {words.hint}
      </p>
      {problem ? (
        <p id={`${id}-error`} role="alert" className="text-sm font-medium text-live-text">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
