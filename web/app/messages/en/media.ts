import { plural } from "../plural.ts";

/** Uploading and showing pictures. */
export const media = {
  videoOf: (title: string) => `Video of ${title}`,
  video: {
    label: "Video",
    choose: "Choose a video",
    hint: "One, if it helps: MP4 or WebM, 50 MB. It plays on the product's page.",
    progress: (name: string) => `Uploading ${name}`,
    cancel: "Stop",
    remove: "Remove the video",
    problems: {
      type: "Not an MP4 or WebM video.",
      size: "Larger than 50 MB.",
      too_many_pixels: "The file cannot be used.",
      too_small: "The file cannot be used.",
      unreadable: "The file is damaged and cannot be read.",
      rate_limited: "Too many at once. Try again in a minute.",
      other: "The upload broke off.",
    },
  },
  uploader: {
    label: "Pictures",
    hint: (max: number) =>
      `Up to ${max}. JPEG, PNG or WebP, 15 MB each. The first one is the cover. Say in words what each one shows, for people who cannot see it.`,
    drop: "Drop pictures here or",
    choose: "Choose pictures",
    count: (count: number, max: number) => `${plural(count, "picture", "pictures")} of ${max}`,
    cover: "Cover",
    picture: (position: number) => `Picture ${position}`,
    alt: "What it shows",
    earlier: (position: number) => `Move picture ${position} forward`,
    later: (position: number) => `Move picture ${position} back`,
    remove: (position: number) => `Remove picture ${position}`,
    retry: "Try again",
    progress: (name: string) => `Uploading ${name}`,
    checking: "Checking…",
    moved: (from: number, to: number) => `Picture ${from} is now picture ${to}.`,
    removed: (position: number) => `Picture ${position} removed.`,
    added: (name: string) => `${name} is ready.`,
    tooMany: (max: number) => `Only ${max} pictures fit. The rest was left out.`,
    problems: {
      type: "Not a JPEG, PNG or WebP picture.",
      size: "Larger than 15 MB.",
      too_many_pixels: "Too large: more than 50 million pixels, or a very long side.",
      too_small: "Too small: at least 100 pixels wide and high.",
      unreadable: "The file is damaged and cannot be read.",
      rate_limited: "Too many at once. Try again in a minute.",
      other: "The upload broke off.",
    },
  },
};
