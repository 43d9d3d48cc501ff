/** Draws the API reference from the documents the interface serves. No package, no build. */
import { drawOperation } from "./operation.js";
import { drawRooms } from "./rooms.js";
import { make } from "./schema.js";
import { drawNavigation, watchSearch } from "./search.js";

const methods = ["get", "post", "put", "patch", "delete"];
const read = async (path) => (await fetch(path)).json();

function groupByTag(spec) {
  const operations = Object.entries(spec.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => ({ path, method, operation: item[method], spec })),
  );
  return Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? "Other");
}

function drawLimits(classes, place) {
  const describe = (limit) =>
    limit === null ? "–" : `${limit.burst} at once, one more every ${limit.oneMoreEveryMs / 1_000} s`;
  for (const [name, { perPerson, perAddress }] of Object.entries(classes)) {
    const cells = [describe(perPerson), describe(perAddress)].map((text) => make("td", {}, text));
    place.append(make("tr", {}, make("th", { scope: "row" }, make("code", {}, name)), ...cells));
  }
}

/** Opens and shows what the address names; an operation is closed until then. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector("summary").focus({ preventScroll: true });
  }
  target?.scrollIntoView();
}

for (const place of document.querySelectorAll("[data-origin]")) place.textContent = location.origin;
const [spec, rooms] = await Promise.all(
  ["/api/v1/openapi.json", "/api/v1/asyncapi.json"].map((path) => read(path)),
);
const groups = groupByTag(spec);
const reference = document.querySelector("#reference");
for (const [tag, operations] of groups) {
  const id = `tag-${tag.toLowerCase().replaceAll(/\W+/gu, "-")}`;
  reference.append(make("h2", { id }, tag), ...operations.map((entry) => drawOperation(entry)));
}
drawLimits(spec["x-rate-classes"], document.querySelector("#limit-rows"));
drawRooms(rooms, document.querySelector("#frames"));
const entries = drawNavigation(groups, document.querySelector("#operations"));
watchSearch(document.querySelector("#find"), entries, document.querySelector("#found"));
addEventListener("hashchange", showTarget);

/** Where there is no room beside the page, the contents are closed until they are asked for, and after a choice. */
const narrow = matchMedia("(max-width: 820px)");
const menu = document.querySelector("#menu");
menu.open = !narrow.matches;
menu.addEventListener("click", (event) => {
  if (narrow.matches && event.target.closest("a")) menu.open = false;
});
showTarget();
