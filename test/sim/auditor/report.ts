/** Something that does not hold, by the number of the rule it breaks. */
export interface Finding {
  readonly rule: string;
  readonly text: string;
}

export type Report = (rule: string, text: string) => void;
