import { ImageOff } from "lucide-react";

import { listPictureSources } from "../../../contract/pictures.ts";
import { classNames } from "./class-names.ts";

type PictureProps = {
  src: string | undefined;
  /** Empty when the words beside it say the same. */
  alt: string;
  className?: string;
  /** True for the picture a page opens with. */
  eager?: boolean;
  fit?: "cover" | "contain";
  /** How wide it is shown, as the `sizes` of an image; the browser then takes the smallest file that is sharp there. */
  sizes?: string;
  /** A few pixels of it, shown until it is there. */
  placeholder?: string | undefined;
};

/** A picture in a box that keeps its shape: cropped or whole, never stretched; a calm tile when there is none. */
export function Picture({ src, alt, className, eager, fit = "cover", sizes, placeholder }: PictureProps) {
  if (!src) {
    return (
      <span className={classNames("grid place-items-center bg-hover text-faint", className)}>
        <ImageOff aria-hidden size={24} />
      </span>
    );
  }
  return (
    <picture className="contents">
      {listPictureSources(src).map(({ type, srcSet }) => (
        // Else it takes a cell of its own wherever the picture is an item of a grid.
        <source key={type} type={type} srcSet={srcSet} sizes={sizes ?? "100vw"} className="hidden" />
      ))}
      <img
        src={src}
        alt={alt}
        loading={eager ? "eager" : "lazy"}
        decoding="async"
        // React 18 knows the attribute only in lower case.
        {...(eager ? { fetchpriority: "high" } : {})}
        className={classNames(
          "bg-hover bg-center bg-no-repeat",
          fit === "cover" ? "bg-cover object-cover" : "bg-contain object-contain",
          className,
        )}
        {...(placeholder ? { style: { backgroundImage: `url("${placeholder}")` } } : {})}
      />
    </picture>
  );
}
