import type { ApiError } from "../../../client/http/api-error.ts";

/** What a form shows after it was refused: a sentence for the whole, and one for each field. */
export type FormProblem = {
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly code: string;
  readonly requestId: string | null;
  /** With `mfa_required`: the proofs that would do. */
  readonly methods?: readonly string[];
  /** With `obligations_open`: how many there are of each kind. */
  readonly counts?: Readonly<Record<string, number>>;
};

/** Turns a refusal of the interface into what its form shows. */
export function toFormProblem(error: ApiError): FormProblem {
  const fields = Object.entries(error.fieldMessages).map(
    ([path, message]) => [path, toSentence(message)] as const,
  );
  return {
    message: error.message,
    fields: Object.fromEntries(fields),
    code: error.code,
    requestId: error.requestId,
    ...(error.code === "mfa_required" ? { methods: findMethods(error.details) } : {}),
    ...(error.code === "obligations_open" ? { counts: findCounts(error.details) } : {}),
  };
}

function findMethods(details: ApiError["details"]): readonly string[] {
  if (!details || Array.isArray(details)) return [];
  const { methods } = details;
  return Array.isArray(methods) ? methods.filter((method) => typeof method === "string") : [];
}

function findCounts(details: ApiError["details"]): Readonly<Record<string, number>> {
  if (!details || Array.isArray(details)) return {};
  const counts = Object.entries(details).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] > 0,
  );
  return Object.fromEntries(counts);
}

/** `is not an e-mail address` of a schema reads under its field as "Is not an e-mail address." */
function toSentence(message: string): string {
  const capital = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/u.test(capital) ? capital : `${capital}.`;
}
