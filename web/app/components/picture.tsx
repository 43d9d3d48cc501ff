import { ImageOff } from "lucide-react";

import { classNames } from "./class-names.ts";

type PictureProps = {
  src: string | undefined;
  /** Empty when the words beside it say the same. */
  alt: string;
  className?: string;
  /** True for the picture a page opens with. */
  eager?: boolean;
  fit?: "cover" | "contain";
};

/** A picture in a box that keeps its shape: cropped or whole, never stretched; a calm tile when there is none. */
export function Picture({ src, alt, className, eager, fit = "cover" }: PictureProps) {
  if (!src) {
    return (
      <span className={classNames("grid place-items-center bg-hover text-faint", className)}>
        <ImageOff aria-hidden size={24} />
      </span>
    );
  }
  return (
    <img
      src={src}
      alt={alt}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      // React 18 knows the attribute only in lower case.
      {...(eager ? { fetchpriority: "high" } : {})}
      className={classNames("bg-hover", fit === "cover" ? "object-cover" : "object-contain", className)}
    />
  );
}
