import { useState } from "react";

import { classNames } from "../components/class-names.ts";
import { Picture } from "../components/picture.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type Image = { readonly url: string; readonly alt: string };

/** One picture large, the others to choose from. */
export function Gallery({ images, title }: { images: readonly Image[]; title: string }) {
  const { room } = useMessages();
  const [chosen, setChosen] = useState(0);
  const image = images[Math.min(chosen, images.length - 1)];
  return (
    <div className="grid gap-3 lg:sticky lg:top-22">
      <Picture
        src={image?.url}
        alt={image?.alt || title}
        eager
        fit="contain"
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
                <Picture src={each.url} alt="" className="size-full" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
