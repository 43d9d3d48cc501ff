import { circle, line, path, rect } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";

const brass = (canvas: Canvas, y: number): string =>
  canvas.linear(
    [0, y],
    [0, y + 60],
    [
      [0, "#fff3c4"],
      [0.4, "#d9a83f"],
      [1, "#7c5512"],
    ],
  );

const stitches = (d: string, thread = "#f3d7a4"): string =>
  line(d, thread, 4, { "stroke-dasharray": "14 9", opacity: 0.85 });

/** A leather satchel with a flap and two straps. */
export function drawSatchel(canvas: Canvas): string {
  const leather = canvas.linear(
    [180, 380],
    [820, 860],
    [
      [0, "#c98a55"],
      [0.45, "#98592b"],
      [1, "#532b11"],
    ],
  );
  const flap = canvas.linear(
    [200, 340],
    [780, 700],
    [
      [0, "#e0a56d"],
      [0.5, "#ac6934"],
      [1, "#6d3a17"],
    ],
  );
  const buckled = (x: number): string =>
    rect([x - 27, 470, 54, 300], "#3d1f0b", { rx: 12, opacity: 0.45, transform: "translate(5 6)" }) +
    rect([x - 27, 466, 54, 300], "#7a431c", { rx: 12 }) +
    stitches(`M${x - 17} 476 V756 M${x + 17} 476 V756`) +
    rect([x - 40, 640, 80, 62], brass(canvas, 640), { rx: 10 }) +
    rect([x - 25, 654, 50, 34], "#5c3214", { rx: 5 }) +
    line(`M${x} 646 V696`, "#fff3c4", 7) +
    [722, 742].map((y) => circle([x, y, 5], "#2a1406")).join("");
  return (
    drawBackdrop(canvas, backdrops.mint) +
    drawShadow(canvas, [510, 862], [350, 34]) +
    line("M300 372 C300 180 700 180 700 372", "#4a250d", 40) +
    line("M300 372 C300 180 700 180 700 372", "#8d4f23", 30) +
    stitches("M300 366 C300 190 700 190 700 366") +
    path(
      "M176 396 C170 360 200 350 240 350 H760 C800 350 830 360 824 396 L846 820 C848 856 826 866 796 866 H204 C174 866 152 856 154 820Z",
      leather,
    ) +
    stitches("M182 800 C180 832 196 840 214 840 H786 C804 840 820 832 818 800") +
    path(
      "M186 372 C186 344 214 336 246 336 H754 C786 336 814 344 814 372 L826 600 C828 660 790 682 740 682 H260 C210 682 172 660 174 600Z",
      "#2e1605",
      { opacity: 0.4, transform: "translate(4 12)" },
    ) +
    path(
      "M186 372 C186 344 214 336 246 336 H754 C786 336 814 344 814 372 L826 600 C828 660 790 682 740 682 H260 C210 682 172 660 174 600Z",
      flap,
    ) +
    stitches("M202 380 L190 600 C190 648 222 664 262 664 H738 C778 664 810 648 810 600 L798 380") +
    path("M220 352 H600 C420 400 300 500 200 640 C176 560 200 420 220 352Z", "#fff", { opacity: 0.12 }) +
    buckled(340) +
    buckled(660) +
    [
      [300, 366],
      [700, 366],
    ]
      .map(([x = 0, y = 0]) => circle([x, y, 20], brass(canvas, y - 20)) + circle([x, y, 7], "#6d3a17"))
      .join("")
  );
}

/** A rucksack of waxed cloth, its top rolled and held by a strap. */
export function drawRucksack(canvas: Canvas): string {
  const cloth = canvas.linear(
    [240, 240],
    [780, 860],
    [
      [0, "#6f9bb0"],
      [0.45, "#3d6a82"],
      [1, "#173546"],
    ],
  );
  const pocket = canvas.linear(
    [300, 560],
    [720, 840],
    [
      [0, "#5d8aa1"],
      [1, "#204558"],
    ],
  );
  const strap = canvas.linear(
    [0, 0],
    [1000, 0],
    [
      [0.4, "#8d4f23"],
      [0.5, "#c98a55"],
      [0.6, "#6d3a17"],
    ],
  );
  const weave = Array.from({ length: 34 }, (_, index) =>
    line(`M232 ${260 + index * 18} H790`, "#fff", 1, { opacity: 0.07 }),
  ).join("");
  const body =
    "M268 330 C262 292 290 276 326 272 H674 C710 276 738 292 732 330 L772 800 C776 850 750 868 706 868 H294 C250 868 224 850 228 800Z";
  return (
    drawBackdrop(canvas, backdrops.fog) +
    drawShadow(canvas, [506, 864], [300, 34]) +
    line("M236 800 C140 700 150 480 262 400", "#102733", 34) +
    line("M764 800 C860 700 850 480 738 400", "#102733", 34) +
    path(body, cloth) +
    canvas.clipped(
      path(body, "#000"),
      weave + path("M232 300 H470 C360 480 320 660 330 868 H200Z", "#fff", { opacity: 0.1 }),
    ) +
    path("M300 284 C290 170 320 150 360 148 H640 C680 150 710 170 700 284Z", "#2b5468") +
    path(
      "M290 200 C288 160 316 138 352 138 H648 C684 138 712 160 710 200 C712 236 690 250 652 250 H348 C310 250 288 236 290 200Z",
      cloth,
    ) +
    line("M320 172 H680 M316 206 H684", "#102733", 4, { opacity: 0.4 }) +
    line("M430 140 C430 70 570 70 570 140", "#6d3a17", 22) +
    path("M294 590 H706 L722 800 C724 830 712 842 690 842 H310 C288 842 276 830 278 800Z", pocket) +
    stitches("M300 604 H700 M292 800 C292 824 300 830 316 830 H684 C700 830 708 824 708 800", "#b8d4e0") +
    path("M294 590 H706 L712 660 C640 700 360 700 288 660Z", "#2b5468") +
    rect([470, 130, 60, 420], "#2a1406", { rx: 10, opacity: 0.35, transform: "translate(5 5)" }) +
    rect([472, 128, 56, 420], strap, { rx: 10 }) +
    stitches("M482 140 V538 M518 140 V538") +
    rect([454, 420, 92, 70], brass(canvas, 420), { rx: 10 }) +
    rect([472, 436, 56, 38], "#7a431c", { rx: 4 }) +
    line("M500 426 V486", "#fff3c4", 7) +
    rect([474, 640, 52, 80], strap, { rx: 8 }) +
    circle([500, 700, 11], brass(canvas, 690))
  );
}
