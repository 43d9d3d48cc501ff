/** The frames of a room's socket, from its AsyncAPI document. */
import { make, makeExample, makeFieldTable, makeText } from "./schema.js";

function drawFrame({ name, summary, payload }) {
  const inside = make("div", { className: "body" });
  const head = make(
    "summary",
    {},
    make("code", {}, name),
    make("span", { className: "quiet" }, ...makeText(summary ?? "")),
  );
  const details = make("details", { id: `frame-${name}`, className: "operation" }, head, inside);
  details.addEventListener("toggle", () => {
    if (!details.open || inside.childElementCount > 0) return;
    const example = JSON.stringify(makeExample(payload, {}, { isWhole: true }), undefined, 2);
    const table = makeFieldTable(payload, {}, `Fields of ${name}`);
    inside.append(make("pre", { tabIndex: 0 }, example), ...(table ? [table] : []));
  });
  return details;
}

export function drawRooms(rooms, place) {
  const { messages } = rooms.components;
  for (const [title, operation] of [
    ["What you may send", rooms.operations.receiveFrame],
    ["What the room tells you", rooms.operations.sendFrame],
  ]) {
    const names = operation.messages.map(({ $ref }) => $ref.split("/").at(-1));
    place.append(make("h3", {}, title), ...names.map((name) => drawFrame(messages[name])));
  }
  const closings = Object.entries(rooms["x-close-codes"]).map(([code, text]) =>
    make("li", {}, make("strong", {}, `${code} `), ...makeText(text)),
  );
  place.append(make("h3", {}, "Why a socket closes"), make("ul", {}, ...closings));
}
