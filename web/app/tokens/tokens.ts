/**
 * The design tokens as data. The web's `tokens.css` is written from this file (`node web/tokens/write-css.ts`, and a
 * test compares them); the mobile app reads it directly, so it imports nothing.
 */

/** Named colours. Everything else refers to a role, never to one of these. */
export const PALETTE = {
  ink: "#0B0C0F",
  paper: "#FAFAF7",
  white: "#FFFFFF",
  /** What you can bid on, or what is yours to do now. Always a ground for ink text, never a text colour. */
  volt: "#D8FF3E",
  voltDeep: "#C6EE22",
  /** Live, closing, outbid. */
  ember: "#FF4B2B",
  emberText: "#BC2F10",
  emberLight: "#FF8267",
  emberWash: "#FFE9E2",
  emberNight: "#2C1510",
  /** Leading, paid, verified. */
  leaf: "#12B886",
  leafText: "#076A4A",
  leafLight: "#43DCAB",
  leafWash: "#DDF4EA",
  leafNight: "#0B231B",
  grey50: "#F3F2EC",
  grey100: "#EAE8E0",
  grey200: "#DDDAD0",
  grey300: "#C4C0B4",
  grey400: "#A8A397",
  grey450: "#8B8679",
  grey500: "#69655A",
  grey600: "#595549",
  grey700: "#3D3A34",
  grey800: "#2A2824",
  grey850: "#201F1C",
  grey900: "#181816",
  grey950: "#111213",
  night: "#060709",
} as const;

/** One value per role and theme. The role names are the only colour names components use. */
export const ROLES = {
  ground: { light: PALETTE.paper, dark: PALETTE.ink },
  surface: { light: PALETTE.white, dark: PALETTE.grey950 },
  raised: { light: PALETTE.white, dark: PALETTE.grey900 },
  sunken: { light: PALETTE.grey50, dark: PALETTE.night },
  hover: { light: PALETTE.grey100, dark: PALETTE.grey850 },
  line: { light: PALETTE.grey200, dark: PALETTE.grey800 },
  "line-strong": { light: PALETTE.grey450, dark: PALETTE.grey500 },
  text: { light: PALETTE.ink, dark: PALETTE.paper },
  muted: { light: PALETTE.grey600, dark: PALETTE.grey400 },
  faint: { light: PALETTE.grey500, dark: PALETTE.grey450 },
  accent: { light: PALETTE.volt, dark: PALETTE.volt },
  "accent-hover": { light: PALETTE.voltDeep, dark: PALETTE.voltDeep },
  "accent-line": { light: PALETTE.ink, dark: PALETTE.volt },
  "on-accent": { light: PALETTE.ink, dark: PALETTE.ink },
  live: { light: PALETTE.ember, dark: PALETTE.ember },
  "live-text": { light: PALETTE.emberText, dark: PALETTE.emberLight },
  "live-wash": { light: PALETTE.emberWash, dark: PALETTE.emberNight },
  "on-live": { light: PALETTE.ink, dark: PALETTE.ink },
  leading: { light: PALETTE.leaf, dark: PALETTE.leaf },
  "leading-text": { light: PALETTE.leafText, dark: PALETTE.leafLight },
  "leading-wash": { light: PALETTE.leafWash, dark: PALETTE.leafNight },
  "on-leading": { light: PALETTE.ink, dark: PALETTE.ink },
  focus: { light: PALETTE.ink, dark: PALETTE.volt },
} as const;

/** Two variable files, both with tabular figures. */
export const FONTS = {
  display: '"Bricolage Grotesque", "Avenir Next", "Segoe UI", system-ui, sans-serif',
  text: '"Instrument Sans", "Helvetica Neue", "Segoe UI", system-ui, sans-serif',
} as const;

/** Sizes in px with a unitless line height. 22 and up is the display face. */
export const TYPE_SCALE = {
  xs: { size: 12, line: 1.35 },
  sm: { size: 14, line: 1.45 },
  base: { size: 16, line: 1.5 },
  lg: { size: 18, line: 1.4 },
  xl: { size: 22, line: 1.25 },
  "2xl": { size: 28, line: 1.15 },
  "3xl": { size: 36, line: 1.08 },
  "4xl": { size: 48, line: 1.04 },
  "5xl": { size: 64, line: 1 },
} as const;

/** The grid's unit in px: every distance is a multiple of it. */
export const SPACE_UNIT = 4;

export const RADII = { sm: 6, md: 12, lg: 20 } as const;

/** Milliseconds. Nothing in the product moves for longer than `slow`. */
export const DURATIONS = { quick: 120, base: 180, slow: 240 } as const;

export const EASE_OUT = "cubic-bezier(0.2, 0.8, 0.2, 1)";

/** The smallest side of anything that can be pressed, in px. */
export const MINIMUM_TARGET = 44;
