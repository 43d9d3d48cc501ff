/** One thing wrong with what a seller asked for; `path` names the field. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

type Bounds = readonly [number, number];

export function checkText(path: string, text: string, [shortest, longest]: Bounds): readonly Problem[] {
  const tooShort = text.trim().length < shortest;
  if (!tooShort && text.length <= longest && text.isWellFormed()) return [];
  const code = tooShort ? "too_small" : "too_big";
  return [{ path, code, message: `Text of ${shortest} to ${longest} characters.` }];
}

export function checkRange(path: string, value: number, [lowest, highest]: Bounds): readonly Problem[] {
  if (Number.isSafeInteger(value) && value >= lowest && value <= highest) return [];
  return [
    {
      path,
      code: value > highest ? "too_big" : "too_small",
      message: `A whole number from ${lowest} to ${highest}.`,
    },
  ];
}

/** A rule that does not hold becomes its problem. */
export function checkThat(holds: boolean, path: string, message: string): readonly Problem[] {
  return holds ? [] : [{ path, code: "invalid", message }];
}
