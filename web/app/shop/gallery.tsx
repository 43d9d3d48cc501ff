import { useState } from "react";

import { classNames } from "../components/class-names.ts";
import { Picture } from "../components/picture.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type Image = { readonly url: string; readonly alt: string; readonly placeholder?: string | undefined };

type GalleryProps = {
  images: readonly Image[];
  /** Under the pictures; nothing of it is fetched before somebody wants to see it. */
  video?: { readonly url: string } | null;
  title: string;
};

/** One picture large, the others to choose from, and the video where there is one. */
export function Gallery({ images, video, title }: GalleryProps) {
  const { room, media } = useMessages();
  const [chosen, setChosen] = useState(0);
  const image = images[Math.min(chosen, images.length - 1)];
  return (
    <div className="grid gap-3 lg:sticky lg:top-22">
      <Picture
        src={image?.url}
        alt={image?.alt || title}
        eager
        fit="contain"
        // Another picture must not show the one before until it is there.
        key={image?.url}
        placeholder={image?.placeholder}
        sizes="(min-width: 80rem) 44rem, (min-width: 64rem) 55vw, 100vw"
        className="aspect-square w-full rounded-lg border border-line bg-sunken"
      />
      {images.length > 1 ? (
        <ul className="flex gap-2 overflow-x-auto p-0.5">
          {images.map((each, index) => (
            <li key={each.url}>
              <button
                type="button"
                onClick={() => setChosen(index)}
                aria-label={room.stage.picture(index + 1, images.length)}
                aria-current={index === chosen || undefined}
                className={classNames(
                  "block size-18 overflow-hidden rounded-sm border-2",
                  index === chosen ? "border-text" : "border-transparent",
                )}
              >
                <Picture src={each.url} alt="" sizes="4.5rem" className="size-full" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {video ? (
        <video
          src={video.url}
          controls
          playsInline
          preload="none"
          poster={image?.url}
          aria-label={media.videoOf(title)}
          className="w-full rounded-lg border border-line bg-sunken"
        />
      ) : null}
    </div>
  );
}
