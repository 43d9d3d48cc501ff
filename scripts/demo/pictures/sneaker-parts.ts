import { circle, line, round } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";

/** Light over an upper: from the lamp above to the shade beside the sole. */
export const modelling = (canvas: Canvas, top: number, bottom: number): string =>
  canvas.linear(
    [440, top],
    [470, bottom],
    [
      [0, "#fff", 0.34],
      [0.4, "#fff", 0.04],
      [0.78, "#000", 0.03],
      [1, "#000", 0.3],
    ],
  );

/** A row of stitches beside an edge. */
export const stitched = (d: string, colour: string): string =>
  line(d, colour, 2.4, { "stroke-dasharray": "7 5", opacity: 0.75 });

/** A lace from eyelet to eyelet across the tongue, round, with its shadow. */
export function laces(
  rows: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[],
  colour: string,
  width = 15,
): string {
  return rows
    .map(([x1, y1, x2, y2]) => {
      const d = `M${x1} ${y1} C${round(x1 + (x2 - x1) * 0.3)} ${y1 - 12} ${round(x1 + (x2 - x1) * 0.7)} ${y2 - 16} ${x2} ${y2}`;
      return (
        line(d, "#000", width, { opacity: 0.3, transform: "translate(3 7)" }) +
        line(d, colour, width) +
        line(d, "#fff", width * 0.25, { opacity: 0.45, transform: "translate(-1 -3)" }) +
        circle([x1, y1, width * 0.34], "#2225")
      );
    })
    .join("");
}
