import { createHash } from "node:crypto";
import { passwordLengthMin } from "../../contract/http/accounts.ts";
import type { PasswordProblem } from "../../contract/http/accounts.ts";
import type { ProblemDetail } from "../../contract/http/errors.ts";
import { Problem } from "../middleware/problem.ts";
import { commonPasswordMarks } from "./common-passwords.ts";

const markLength = 6;
let marks: ReadonlySet<string> | undefined;

function isCommon(word: string): boolean {
  marks ??= new Set(commonPasswordMarks.match(/.{6}/gu));
  return marks.has(createHash("sha256").update(word).digest("base64url").slice(0, markLength));
}

/** What a person gets when they "make a password stronger" without making it harder to guess. */
const disguises: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** The word inside: no digits and signs around it, no disguises in it, said once. */
function* listCores(password: string): Generator<string> {
  const lower = password.toLowerCase();
  const bare = lower.replace(/^[^a-z]+/u, "").replace(/[^a-z]+$/u, "");
  const plain = (text: string): string => text.replaceAll(/[013457@$]/gu, (sign) => disguises[sign] ?? sign);
  for (const core of [lower, bare, plain(bare), plain(lower).replace(/[^a-z]+$/u, "")]) {
    yield core;
    for (const times of [2, 3, 4]) {
      const part = core.slice(0, core.length / times);
      if (part.length >= 3 && part.repeat(times) === core) yield part;
    }
  }
}

/** Few different characters, or one step all the way: `aaaaaaaaaaaa`, `123456789012`, `abcdefghijkl`. */
function isSimple(password: string): boolean {
  const codes = Array.from(password.toLowerCase(), (character) => character.codePointAt(0) ?? 0);
  if (new Set(codes).size < 5) return true;
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const even = steps.filter((step, index) => index > 0 && step === steps[index - 1]).length;
  return even >= (steps.length - 1) * 0.7;
}

function isEmail(password: string, email: string): boolean {
  const [given, mailbox] = [password.toLowerCase(), email.toLowerCase()];
  const [name = ""] = mailbox.split("@");
  return given === mailbox || (name.length >= 6 && given.includes(name) && given.length - name.length < 6);
}

const advice: Record<PasswordProblem, string> = {
  too_short: `Use at least ${passwordLengthMin} characters; three or four unrelated words are easy to remember.`,
  is_email: "It is your e-mail address, or nearly so. Use something nobody can look up.",
  too_common:
    "It is among the first that are guessed, digits and signs around it or not. Use unrelated words instead.",
  too_simple: "It repeats itself or counts up. Mix unrelated words instead.",
};

/** What must change about a new password; nothing when it is good. */
function findPasswordProblem(password: string, email: string): ProblemDetail | undefined {
  const code = findCode(password, email);
  return code === undefined ? undefined : { path: "password", code, message: advice[code] };
}

function findCode(password: string, email: string): PasswordProblem | undefined {
  if (Array.from(password).length < passwordLengthMin) return "too_short";
  if (isEmail(password, email)) return "is_email";
  if (isSimple(password)) return "too_simple";
  for (const core of listCores(password)) if (isCommon(core)) return "too_common";
  return undefined;
}

/** Refuses a new password with a sentence on what to change about it. */
export function requireGoodPassword(password: string, email: string): void {
  const problem = findPasswordProblem(password, email);
  if (problem !== undefined) throw new Problem("validation_failed", problem.message, { details: [problem] });
}
