import { circle, draw, ellipse, group, line, path, rect } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { backdrops, drawBackdrop, drawShadow } from "./studio.ts";
import { laces, modelling, stitched } from "./sneaker-parts.ts";

/** A lean runner: foam sole with a wedge, mesh upper, suede over it. */
export function drawRunner(canvas: Canvas): string {
  const foam = canvas.linear(
    [0, 640],
    [0, 790],
    [
      [0, "#fffdf7"],
      [0.6, "#eee7d8"],
      [1, "#c6baa2"],
    ],
  );
  const mesh = canvas.linear(
    [200, 380],
    [800, 720],
    [
      [0, "#9fb6c9"],
      [0.5, "#7d99b0"],
      [1, "#56718a"],
    ],
  );
  const suede = canvas.linear(
    [120, 420],
    [860, 720],
    [
      [0, "#34587a"],
      [0.5, "#274764"],
      [1, "#172c42"],
    ],
  );
  const toe = canvas.linear(
    [700, 560],
    [890, 700],
    [
      [0, "#3d668c"],
      [1, "#1a3149"],
    ],
  );
  const upper =
    "M128 640 C116 566 122 470 146 396 C152 372 180 366 208 378 C244 394 262 424 316 414 C344 408 366 372 398 352 C424 340 440 350 456 372 C520 452 600 512 712 552 C800 582 872 606 884 652 C888 668 884 676 876 684 H132Z";
  const weave = Array.from({ length: 34 }, (_, row) =>
    line(`M150 ${430 + row * 8} H880`, "#e8f0f6", 2, {
      "stroke-dasharray": "2 7",
      "stroke-dashoffset": (row % 2) * 4.5,
      opacity: 0.55,
    }),
  ).join("");
  const heel =
    "M128 640 C116 566 122 470 146 396 C152 372 180 366 208 378 C214 440 240 500 300 560 C330 592 336 650 330 684 H132Z";
  const eyestay =
    "M398 352 C424 340 440 350 456 372 C520 452 600 512 690 544 C672 566 640 572 612 562 C540 536 462 476 400 400Z";
  const swing = "M300 684 C360 640 430 560 470 480 L520 520 C470 590 420 650 400 684Z";
  const sole =
    "M104 664 C110 648 124 640 140 642 C300 676 520 676 700 676 C780 676 850 668 896 640 C916 650 918 690 902 720 C884 756 840 770 780 772 H200 C150 772 118 748 108 712Z";
  return (
    drawBackdrop(canvas, backdrops.clay) +
    drawShadow(canvas, [505, 786], [410, 40], 0.6) +
    path("M330 420 C348 376 380 330 420 320 C452 314 470 334 470 366 L440 400Z", "#20384f") +
    ellipse([276, 396, 96, 26], "#13222f", { transform: "rotate(8 276 396)" }) +
    path(upper, mesh) +
    canvas.clipped(path(upper, "#000"), weave) +
    path("M660 684 C672 600 742 566 800 582 C850 598 880 620 884 652 C888 668 884 676 876 684Z", toe) +
    stitched("M672 676 C686 610 744 580 796 592", "#bcd3e6") +
    path(swing, suede) +
    path("M430 684 C500 636 540 590 560 540 L600 560 C570 620 540 656 500 684Z", "#f0643c") +
    path(heel, suede) +
    stitched("M214 398 C224 456 250 508 300 556 C322 584 330 630 326 676", "#bcd3e6") +
    path(
      "M128 640 C122 600 120 560 122 520 C160 520 190 540 200 590 C206 630 204 660 200 684 H132Z",
      "#f0643c",
    ) +
    path(eyestay, suede) +
    stitched("M408 398 C470 470 544 526 616 550", "#bcd3e6") +
    laces(
      [
        [470, 420, 410, 372],
        [506, 456, 440, 400],
        [548, 490, 474, 434],
        [594, 518, 516, 470],
        [640, 540, 562, 502],
      ],
      "#fdf6e6",
    ) +
    path(upper, modelling(canvas, 360, 690)) +
    path(sole, foam) +
    path("M104 700 C150 724 300 716 460 708 C300 700 160 690 108 676Z", "#f0643c") +
    path(
      "M112 730 C130 764 160 772 200 772 H780 C840 770 884 756 902 720 C880 738 830 746 780 746 H200 C160 746 130 742 112 730Z",
      "#22384d",
    ) +
    Array.from({ length: 30 }, (_, index) =>
      line(`M${160 + index * 24} 772 v-12`, "#0d1a26", 6, { opacity: 0.6 }),
    ).join("") +
    line("M150 690 C340 700 600 704 880 678", "#b8ab92", 3, { opacity: 0.8 }) +
    line("M146 656 C300 684 540 688 720 684", "#fff", 4, { opacity: 0.8 })
  );
}

/** A basketball high-top in panels, as of 1985. */
export function drawHighTop(canvas: Canvas): string {
  const white = canvas.linear(
    [150, 200],
    [820, 720],
    [
      [0, "#ffffff"],
      [0.5, "#f3f1ec"],
      [1, "#cfcac0"],
    ],
  );
  const red = canvas.linear(
    [120, 200],
    [860, 720],
    [
      [0, "#ef4b3f"],
      [0.5, "#cc2722"],
      [1, "#8c1212"],
    ],
  );
  const black = canvas.linear(
    [120, 300],
    [860, 720],
    [
      [0, "#3a3b40"],
      [1, "#101114"],
    ],
  );
  const rubber = canvas.linear(
    [0, 690],
    [0, 800],
    [
      [0, "#fffefb"],
      [0.6, "#ece8de"],
      [1, "#bdb6a6"],
    ],
  );
  const upper =
    "M150 700 C142 600 148 520 166 440 C176 390 166 300 172 216 C174 192 196 184 222 190 C270 202 320 204 372 184 C398 176 412 190 418 214 C430 280 460 350 528 420 C590 484 660 526 740 552 C824 578 874 616 880 664 C882 684 878 696 870 704Z";
  const toe = "M640 704 C636 610 700 546 752 556 C826 578 874 616 880 664 C882 684 878 696 870 704Z";
  const foxing = "M560 704 C560 640 590 590 648 560 C680 546 716 546 744 554 C690 566 646 620 648 704Z";
  const heel = "M150 700 C142 600 148 520 166 440 C214 452 262 500 286 560 C306 612 310 660 304 704Z";
  const collar =
    "M172 216 C174 192 196 184 222 190 C270 202 320 204 372 184 C398 176 412 190 418 214 C424 250 436 286 456 320 C390 350 300 360 174 342Z";
  const stay =
    "M418 214 C430 280 460 350 528 420 C570 464 616 496 668 522 C656 552 626 568 590 560 C500 532 430 450 392 352 C380 312 384 262 418 214Z";
  const wing = "M286 560 C340 500 410 470 470 470 C520 508 560 540 600 562 C520 584 420 610 306 640Z";
  const eyelets = [
    [424, 260],
    [434, 304],
    [450, 346],
    [474, 388],
    [504, 426],
    [540, 462],
    [580, 494],
  ] as const;
  return (
    drawBackdrop(canvas, backdrops.fog) +
    drawShadow(canvas, [510, 806], [410, 40], 0.6) +
    path("M400 250 C396 200 410 148 440 136 C470 130 484 160 482 200 L520 400 L440 380Z", red) +
    path("M416 240 C416 200 424 164 444 152", "none", { stroke: "#ff9a90", "stroke-width": 5 }) +
    ellipse([290, 196, 116, 22], "#2a0807") +
    path(upper, white) +
    path(collar, red) +
    stitched("M180 330 C300 348 384 340 446 314", "#ffc9c2") +
    path("M182 250 C260 268 340 264 420 240", "none", {
      stroke: "#7d0f0f",
      "stroke-width": 3,
      opacity: 0.6,
    }) +
    path(wing, black) +
    stitched("M300 566 C350 516 410 486 466 484", "#d8d8d8") +
    path(foxing, red) +
    path(toe, white) +
    stitched("M654 700 C654 620 700 566 748 566", "#b0a998") +
    [
      [712, 620],
      [740, 606],
      [770, 608],
      [726, 644],
      [758, 634],
      [790, 636],
      [742, 664],
      [776, 660],
    ]
      .map(([x = 0, y = 0]) => circle([x, y, 4.5], "#8d877a"))
      .join("") +
    path(heel, red) +
    stitched("M176 456 C216 470 254 508 276 562 C294 610 300 656 296 700", "#ffc9c2") +
    path("M160 470 C150 520 146 580 150 640 L188 648 C184 590 186 530 196 486Z", black) +
    path(stay, white) +
    stitched("M430 232 C404 270 400 312 410 350 C446 444 512 518 594 544", "#b0a998") +
    eyelets.map(([x, y]) => circle([x, y, 8], "#4a4742") + circle([x, y, 4], "#111")).join("") +
    laces(
      eyelets.map(([x, y], index) => [x, y, x + 34 - index, y - 58 + index * 3] as const),
      "#151619",
      16,
    ) +
    line("M440 250 C400 210 350 250 300 286 M440 250 C410 240 380 300 340 336", "#151619", 13) +
    path(upper, modelling(canvas, 200, 710)) +
    path(
      "M138 690 C300 712 620 716 884 684 C902 690 908 720 900 752 C894 782 870 792 830 792 H190 C158 792 142 776 138 748Z",
      rubber,
    ) +
    path("M140 748 C300 770 640 772 902 742 C896 782 870 792 830 792 H190 C158 792 144 776 140 748Z", red) +
    stitched("M150 712 C320 730 640 732 890 704", "#a59d8c") +
    Array.from({ length: 34 }, (_, index) =>
      line(`M${170 + index * 21} 790 v-10`, "#5d0c0c", 5, { opacity: 0.6 }),
    ).join("")
  );
}

/** A plain court shoe in white leather with a gum sole. */
export function drawCourtShoe(canvas: Canvas): string {
  const leather = canvas.linear(
    [150, 380],
    [820, 720],
    [
      [0, "#ffffff"],
      [0.5, "#f7f5ef"],
      [1, "#d3cec2"],
    ],
  );
  const green = canvas.linear(
    [120, 380],
    [320, 640],
    [
      [0, "#3f9a6b"],
      [1, "#165a3a"],
    ],
  );
  const gum = canvas.linear(
    [0, 690],
    [0, 790],
    [
      [0, "#e0a768"],
      [0.5, "#c68746"],
      [1, "#85531f"],
    ],
  );
  const upper =
    "M134 690 C124 610 130 500 150 420 C156 396 182 388 208 396 C250 410 300 420 344 402 C376 388 400 376 424 378 C444 382 452 398 466 416 C530 490 620 540 730 566 C826 590 880 620 888 668 C890 682 886 690 880 696Z";
  const stay =
    "M424 378 C444 382 452 398 466 416 C524 484 604 530 700 558 C690 584 660 594 626 586 C536 562 456 500 398 424 C400 402 408 384 424 378Z";
  const heel =
    "M140 580 C138 520 142 460 152 420 C156 396 182 388 208 396 C220 398 232 402 244 406 C248 460 250 520 240 566 C208 584 172 588 140 580Z";
  const holes = Array.from({ length: 18 }, (_, index) =>
    circle(
      [
        330 + (index % 6) * 30 + Math.floor(index / 6) * 12,
        560 + Math.floor(index / 6) * 28 - (index % 6) * 3,
        6,
      ],
      "#a9a396",
    ),
  ).join("");
  return (
    drawBackdrop(canvas, backdrops.olive) +
    drawShadow(canvas, [510, 800], [410, 40], 0.6) +
    path("M372 410 C376 360 400 312 436 306 C468 304 480 336 474 372 L500 470Z", leather) +
    rect([418, 330, 40, 46], green, { rx: 5, transform: "rotate(-12 438 352)" }) +
    label() +
    ellipse([280, 406, 100, 20], "#4c4a42", { transform: "rotate(-1 280 406)" }) +
    path(upper, leather) +
    path("M612 696 C620 622 676 566 732 566 C826 590 880 620 888 668 C890 682 886 690 880 696Z", leather) +
    stitched("M622 690 C632 626 680 580 734 578", "#a49d8d") +
    stitched("M150 648 C300 640 420 610 520 560", "#b8b2a4") +
    holes +
    path(heel, green) +
    stitched("M148 566 C176 574 206 570 232 556", "#bfe5d0") +
    path(stay, "#dfe9e0") +
    stitched("M410 424 C470 500 548 552 632 572", "#a49d8d") +
    laces(
      [
        [482, 448, 418, 404],
        [520, 486, 448, 432],
        [562, 520, 484, 466],
        [608, 546, 528, 498],
        [654, 564, 576, 526],
      ],
      "#ffffff",
      16,
    ) +
    path(upper, modelling(canvas, 380, 700)) +
    line("M164 428 C160 470 160 520 164 560", "#fff", 4, { opacity: 0.3 }) +
    path(
      "M124 674 C320 690 640 696 890 670 C908 684 912 720 904 748 C896 774 872 782 836 782 H178 C146 782 130 768 126 742Z",
      gum,
    ) +
    stitched("M138 706 C340 726 640 728 896 700", "#f7d9ae") +
    line("M128 742 C340 758 640 760 904 740", "#6f4314", 3, { opacity: 0.6 }) +
    Array.from({ length: 32 }, (_, index) =>
      line(`M${160 + index * 23} 780 v-8`, "#5b370f", 5, { opacity: 0.6 }),
    ).join("")
  );
}

const label = (): string => draw("path", { d: "M426 352 l24 -6", stroke: "#f7f5ef", "stroke-width": 4 });

/** A trail shoe: lugged sole, ripstop, a cord instead of laces. */
export function drawTrailShoe(canvas: Canvas): string {
  const shell = canvas.linear(
    [150, 380],
    [820, 720],
    [
      [0, "#f7c948"],
      [0.5, "#eda21f"],
      [1, "#b3680d"],
    ],
  );
  const guard = canvas.linear(
    [0, 560],
    [0, 700],
    [
      [0, "#3f454f"],
      [1, "#171a20"],
    ],
  );
  const foam = canvas.linear(
    [0, 660],
    [0, 760],
    [
      [0, "#e9f4f1"],
      [1, "#9cc4bb"],
    ],
  );
  const upper =
    "M126 680 C110 590 118 480 146 396 C156 366 190 360 220 376 C256 398 300 420 348 404 C380 392 404 360 436 352 C462 350 474 368 486 388 C548 470 634 520 740 556 C826 584 884 616 892 664 C894 676 890 684 884 690Z";
  const grid = Array.from(
    { length: 20 },
    (_, index) =>
      line(`M${100 + index * 44} 340 L${240 + index * 44} 700`, "#7d4706", 1.6, { opacity: 0.4 }) +
      line(`M${300 + index * 44} 340 L${100 + index * 44} 700`, "#7d4706", 1.6, { opacity: 0.4 }),
  ).join("");
  const rand =
    "M126 680 C120 640 118 606 120 572 C230 640 420 652 560 610 C640 586 700 574 770 566 C846 592 886 622 892 664 C894 676 890 684 884 690Z";
  const lugs = Array.from({ length: 16 }, (_, index) =>
    path(`M${130 + index * 47} 752 l8 40 h26 l8 -40Z`, "#14171c"),
  ).join("");
  return (
    drawBackdrop(canvas, backdrops.slate) +
    drawShadow(canvas, [505, 802], [410, 36], 0.65) +
    path("M352 410 C368 352 400 300 440 296 C474 296 488 330 486 366 L500 460Z", "#20242b") +
    ellipse([288, 400, 104, 24], "#111", { transform: "rotate(6 288 400)" }) +
    path(upper, shell) +
    canvas.clipped(path(upper, "#000"), grid) +
    path("M300 640 L420 470 L470 520 L380 650Z M430 640 L520 550 L570 580 L520 640Z", "#1f8f86") +
    path(rand, guard) +
    stitched("M136 600 C250 650 420 658 566 616 C640 594 700 584 768 578", "#9aa3af") +
    path(
      "M146 396 C156 366 190 360 220 376 L232 470 C200 500 160 510 128 500 C130 462 136 428 146 396Z",
      guard,
    ) +
    line("M150 380 C110 330 150 290 190 330 L196 372", "#1f8f86", 14) +
    path(
      "M436 352 C462 350 474 368 486 388 C540 458 612 506 700 540 C680 566 646 566 616 554 C530 518 458 460 408 388Z",
      "#2a2f37",
    ) +
    [
      [484, 420, 428, 372],
      [530, 464, 462, 412],
      [582, 500, 508, 452],
      [632, 528, 560, 488],
    ]
      .map(
        ([a = 0, b = 0, c = 0, d = 0]) =>
          line(`M${a} ${b} L${c} ${d}`, "#000", 10, { opacity: 0.35, transform: "translate(3 6)" }) +
          line(`M${a} ${b} L${c} ${d}`, "#1fb3a6", 10) +
          circle([a, b, 7], "#c9d0d8") +
          circle([c, d, 7], "#c9d0d8"),
      )
      .join("") +
    line("M428 372 L462 412 M484 420 L508 452", "#1fb3a6", 9) +
    rect([404, 312, 34, 48], "#d9dee4", { rx: 10, transform: "rotate(18 421 336)" }) +
    line("M420 322 C380 280 430 250 450 290", "#1fb3a6", 9) +
    path(upper, modelling(canvas, 360, 690)) +
    path(
      "M110 664 C300 700 640 704 894 664 C916 676 916 724 896 744 C880 758 850 762 810 762 H190 C140 762 112 736 108 704Z",
      foam,
    ) +
    path(
      "M112 716 C300 744 660 746 902 716 C894 752 860 762 810 762 H190 C146 762 118 744 112 716Z",
      "#1f2329",
    ) +
    lugs +
    line("M124 684 C320 716 640 718 888 684", "#fff", 5, { opacity: 0.8 }) +
    group(
      "translate(720 690)",
      Array.from({ length: 5 }, (_, index) => line(`M${index * 26} 6 l-12 22`, "#1f8f86", 6)).join(""),
    )
  );
}
