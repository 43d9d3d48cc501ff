import {
  DURATIONS,
  EASE_OUT,
  FONTS,
  MINIMUM_TARGET,
  PALETTE,
  RADII,
  ROLES,
  SPACE_UNIT,
  TYPE_SCALE,
} from "./tokens.ts";

const PX_PER_REM = 16;

type Theme = "light" | "dark";

function block(selector: string, lines: readonly string[], indent = ""): string {
  return [`${indent}${selector} {`, ...lines.map((line) => `${indent}  ${line}`), `${indent}}`].join("\n");
}

function roleLines(theme: Theme): string[] {
  const roles = Object.entries(ROLES).map(([role, value]) => `--${role}: ${value[theme].toLowerCase()};`);
  return [`color-scheme: ${theme};`, ...roles];
}

/**
 * Writes the tokens as CSS. Roles are plain custom properties on `[data-theme]`, so a part of a page can wear the
 * other theme (the room is dark inside a light shop); without the attribute the reader's system decides.
 */
export function renderTokensCss(): string {
  const theme = [
    "--color-*: initial;",
    "--color-transparent: transparent;",
    "--color-current: currentColor;",
    // For words on pictures, where no theme applies.
    `--color-white: ${PALETTE.white.toLowerCase()};`,
    ...Object.keys(ROLES).map((role) => `--color-${role}: var(--${role});`),
    `--font-display: ${FONTS.display};`,
    `--font-sans: ${FONTS.text};`,
    "--text-*: initial;",
    ...Object.entries(TYPE_SCALE).flatMap(([name, step]) => [
      `--text-${name}: ${step.size / PX_PER_REM}rem;`,
      `--text-${name}--line-height: ${step.line};`,
    ]),
    `--spacing: ${SPACE_UNIT / PX_PER_REM}rem;`,
    "--radius-*: initial;",
    ...Object.entries(RADII).map(([name, px]) => `--radius-${name}: ${px}px;`),
    `--ease-out: ${EASE_OUT};`,
    `--default-transition-duration: ${DURATIONS.base}ms;`,
    `--default-transition-timing-function: ${EASE_OUT};`,
  ];
  const scale = [
    ...Object.entries(DURATIONS).map(([name, ms]) => `--duration-${name}: ${ms}ms;`),
    `--target: ${MINIMUM_TARGET / PX_PER_REM}rem;`,
  ];
  const blocks = [
    "/* Written from tokens.ts by web/tokens/write-css.ts. */",
    block("@theme inline", theme),
    block(":root", scale),
    block(':root,\n[data-theme="light"]', roleLines("light")),
    block('[data-theme="dark"]', roleLines("dark")),
    `@media (prefers-color-scheme: dark) {\n${block(":root:not([data-theme])", roleLines("dark"), "  ")}\n}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}
