/** The list of operations beside the page: grouped, and narrowed by what is typed. */
import { make } from "./schema.js";

const keyOf = ({ method, path, operation }) =>
  `${method} ${path} ${operation.summary} ${operation.operationId ?? ""}`.toLowerCase();

export function drawNavigation(groups, place) {
  const entries = [];
  for (const [tag, operations] of groups) {
    const links = operations.map((entry) => {
      const name = entry.operation.operationId ?? entry.path;
      const item = make("li", {}, make("a", { href: `#${name}` }, entry.operation.summary));
      entries.push({ key: keyOf(entry), item });
      return item;
    });
    place.append(make("details", { className: "group" }, make("summary", {}, tag), make("ul", {}, ...links)));
  }
  return entries;
}

/** Every word must be somewhere in an operation; groups with none left are hidden, the others open. */
export function watchSearch(input, entries, told) {
  const groups = new Set(entries.map(({ item }) => item.closest("details.group")));
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/u).filter(Boolean);
    let found = 0;
    for (const { key, item } of entries) {
      item.hidden = !words.every((word) => key.includes(word));
      if (!item.hidden) found += 1;
    }
    for (const group of groups) {
      const isEmpty = group.querySelector("li:not([hidden])") === null;
      group.hidden = isEmpty;
      group.open = words.length > 0 && !isEmpty;
    }
    told.textContent = words.length === 0 ? "" : `${found} of ${entries.length} operations`;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const first = entries.find(({ item }) => !item.hidden);
    first?.item.querySelector("a").click();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    document.querySelector("#menu").open = true;
    input.focus();
  });
}
