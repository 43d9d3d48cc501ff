import { ChevronLeft, ChevronRight, Image as ImageIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";
import { Picture } from "./picture.tsx";

type StageProps = {
  /** Pictures of the lot on the block. */
  imageUrls: readonly string[];
  title: string;
  /** The host's video, where there is one; it takes the place of the pictures. */
  video?: ReactNode;
  /** Over the stage: who, live, how many. */
  top?: ReactNode;
  bottom?: ReactNode;
  className?: string;
};

/** Where the room looks: video, or the pictures of the lot on the block. */
export function Stage({ imageUrls, title, video, top, bottom, className }: StageProps) {
  const { room } = useMessages();
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, Math.max(0, imageUrls.length - 1));
  const src = imageUrls[index];
  // A stage is dark in either theme, as a screen is.
  return (
    <div data-theme="dark" className={classNames("relative isolate overflow-hidden", className)}>
      {video ?? (
        <div className="absolute inset-0 -z-10" key={src}>
          {src ? <StagePicture src={src} alt={title} /> : <NoPicture text={room.stage.noPicture} />}
        </div>
      )}
      {!video && imageUrls.length > 1 ? (
        <StageSteps index={index} count={imageUrls.length} onChoose={setChosen} />
      ) : null}
      {top ? (
        <div className="scrim-top absolute inset-x-0 top-0 p-3 pb-10 text-white sm:p-4 sm:pb-12">{top}</div>
      ) : null}
      {bottom ? <div className="absolute inset-x-0 bottom-0">{bottom}</div> : null}
    </div>
  );
}

/** On a phone the picture fills the stage; on a wide one it stands whole and melts into its own blur. */
function StagePicture({ src, alt }: { src: string; alt: string }) {
  return (
    <>
      {/* Nothing is left of it but its colours, so the smallest file does. */}
      <Picture
        src={src}
        alt=""
        eager
        sizes="1px"
        className="absolute inset-0 size-full scale-110 opacity-90 blur-3xl"
      />
      <Picture
        src={src}
        alt={alt}
        eager
        sizes="(min-width: 64rem) 50vw, 100vw"
        className="absolute inset-0 size-full animate-fade bg-transparent lg:mx-auto lg:w-auto lg:max-w-full lg:object-contain lg:fade-sides"
      />
    </>
  );
}

function NoPicture({ text }: { text: string }) {
  return (
    <div className="grid size-full place-content-center justify-items-center gap-2 text-sm text-faint">
      <ImageIcon aria-hidden size={32} strokeWidth={1.5} />
      {text}
    </div>
  );
}

function StageSteps(props: { index: number; count: number; onChoose: (index: number) => void }) {
  const { room } = useMessages();
  const step = (by: number) => props.onChoose((props.index + by + props.count) % props.count);
  const button =
    "absolute top-1/2 grid size-11 -translate-y-1/2 place-items-center rounded-full bg-[rgb(11_12_15/55%)] text-white hover:bg-[rgb(11_12_15/80%)]";
  return (
    <>
      <button
        type="button"
        className={classNames(button, "left-3")}
        aria-label={room.stage.previous}
        onClick={() => step(-1)}
      >
        <ChevronLeft aria-hidden size={22} />
      </button>
      <button
        type="button"
        className={classNames(button, "right-3")}
        aria-label={room.stage.next}
        onClick={() => step(1)}
      >
        <ChevronRight aria-hidden size={22} />
      </button>
      <span className="sr-only" role="status">
        {room.stage.picture(props.index + 1, props.count)}
      </span>
    </>
  );
}
