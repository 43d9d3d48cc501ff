import type { Progress, ReadyPicture, UploadProblem } from "./upload-picture.ts";

/** One place in the uploader: a picture that is there, on its way, or did not make it. */
export type Item = { readonly key: string; readonly name: string; readonly alt: string } & (
  | { readonly state: "ready"; readonly picture: ReadyPicture }
  | { readonly state: "sending"; readonly file: File; readonly progress: Progress }
  | { readonly state: "failed"; readonly file: File; readonly problem: UploadProblem }
);

export type Action =
  | { readonly type: "add"; readonly items: readonly Item[] }
  | { readonly type: "progress"; readonly key: string; readonly progress: Progress }
  | { readonly type: "ready"; readonly key: string; readonly picture: ReadyPicture }
  | { readonly type: "fail"; readonly key: string; readonly problem: UploadProblem }
  | { readonly type: "retry"; readonly key: string }
  | { readonly type: "describe"; readonly key: string; readonly alt: string }
  | { readonly type: "move"; readonly key: string; readonly by: -1 | 1 }
  | { readonly type: "remove"; readonly key: string };

/** What becomes of the places. What is said of a place that is gone changes nothing. */
export function reduceItems(items: readonly Item[], action: Action): readonly Item[] {
  switch (action.type) {
    case "add":
      return [...items, ...action.items];
    case "remove":
      return items.filter(({ key }) => key !== action.key);
    case "move":
      return move(items, action.key, action.by);
    default:
      return items.map((item) => (item.key === action.key ? change(item, action) : item));
  }
}

type Change = Extract<Action, { readonly type: "progress" | "ready" | "fail" | "retry" | "describe" }>;

function change(item: Item, action: Change): Item {
  const { key, name, alt } = item;
  switch (action.type) {
    case "describe":
      return { ...item, alt: action.alt };
    case "ready":
      return { key, name, alt, state: "ready", picture: action.picture };
    case "progress":
      return item.state === "sending" ? { ...item, progress: action.progress } : item;
    case "fail":
      return item.state === "sending"
        ? { key, name, alt, state: "failed", file: item.file, problem: action.problem }
        : item;
    case "retry":
      return item.state === "failed"
        ? { key, name, alt, state: "sending", file: item.file, progress: { share: 0 } }
        : item;
  }
}

function move(items: readonly Item[], key: string, by: -1 | 1): readonly Item[] {
  const from = items.findIndex((item) => item.key === key);
  const to = from + by;
  const [one, other] = [items[from], items[to]];
  if (one === undefined || other === undefined) return items;
  return items.map((item, index) => (index === from ? other : index === to ? one : item));
}
