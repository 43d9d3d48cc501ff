import { useEffect, useReducer, useRef } from "react";

import type { ReadyPicture, UploadProblem } from "./upload-picture.ts";
import { UploadFailed, uploadPicture } from "./upload-picture.ts";
import type { Item } from "./uploads.ts";
import { reduceItems } from "./uploads.ts";

/** A picture the form opens with. */
export interface ShownPicture extends ReadyPicture {
  readonly alt: string;
}

interface UploadsOptions {
  readonly pictures: readonly ShownPicture[];
  readonly max: number;
  /** Hears of each that made it, for those who do not see it. */
  readonly onReady: (name: string) => void;
}

const toItem = ({ alt, ...picture }: ShownPicture): Item => ({
  key: picture.id,
  name: alt,
  alt,
  state: "ready",
  picture,
});

/** The pictures of a form: sent as soon as they are chosen, in the order their owner gives them. */
export function useUploads({ pictures, max, onReady }: UploadsOptions) {
  const [items, dispatch] = useReducer(reduceItems, pictures, (given) => given.map(toItem));
  const underWay = useRef(new Map<string, AbortController>());

  // Whoever leaves the page takes what is under way along.
  useEffect(() => {
    const controllers = underWay.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);

  const run = async (key: string, file: File): Promise<void> => {
    const controller = new AbortController();
    underWay.current.set(key, controller);
    try {
      const picture = await uploadPicture(file, {
        signal: controller.signal,
        onProgress: (progress) => dispatch({ type: "progress", key, progress }),
      });
      dispatch({ type: "ready", key, picture });
      onReady(file.name);
    } catch (error) {
      const problem: UploadProblem = error instanceof UploadFailed ? error.problem : "other";
      if (!controller.signal.aborted) dispatch({ type: "fail", key, problem });
    } finally {
      underWay.current.delete(key);
    }
  };

  return {
    items,
    /** Gives how many did not fit. */
    add: (files: readonly File[]): number => {
      const fitting = files.slice(0, Math.max(0, max - items.length));
      const added = fitting.map((file) => ({ key: crypto.randomUUID(), file }));
      dispatch({
        type: "add",
        items: added.map(({ key, file }) => ({
          key,
          name: file.name,
          alt: "",
          state: "sending",
          file,
          progress: { share: 0 },
        })),
      });
      for (const { key, file } of added) void run(key, file);
      return files.length - fitting.length;
    },
    retry: (key: string, file: File): void => {
      dispatch({ type: "retry", key });
      void run(key, file);
    },
    remove: (key: string): void => {
      underWay.current.get(key)?.abort();
      dispatch({ type: "remove", key });
    },
    move: (key: string, by: -1 | 1): void => dispatch({ type: "move", key, by }),
    describe: (key: string, alt: string): void => dispatch({ type: "describe", key, alt }),
  };
}

export type Uploads = ReturnType<typeof useUploads>;
