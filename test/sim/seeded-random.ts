/** Randomness that a seed repeats exactly. */
export interface SeededRandom {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True in `percent` of all cases. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** `bytes` random bytes, lower-case hex. */
  hex(bytes: number): string;
}

/** sfc32: small, fast, and it passes PractRand; the seed is spread by a few rounds before use. */
export function createSeededRandom(seed: number): SeededRandom {
  let a = seed >>> 0;
  let b = 0x9e3779b9;
  let c = 0x243f6a88;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();

  const int = (min: number, max: number): number => min + (next() % (max - min + 1));
  return {
    int,
    chance: (percent) => int(0, 99) < percent,
    pick(items) {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    hex: (bytes) => Array.from({ length: bytes }, () => int(0, 255).toString(16).padStart(2, "0")).join(""),
  };
}
