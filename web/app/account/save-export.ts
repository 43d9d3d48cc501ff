import type { FormProblem } from "../api/form-problem.ts";

const FILE_NAME = "blytz-live-account.json";

/** Asks for the reader's own file and lets the browser keep it; gives what came in the way, if anything did. */
export async function saveExport(): Promise<FormProblem | undefined> {
  try {
    const answer = await fetch("/account/export", { headers: { Accept: "application/json" } });
    if (!answer.ok) return (await answer.json<{ problem: FormProblem }>()).problem;
    const text = await answer.text();
    // It is sent as it is read: one that broke off is no JSON, and must not be kept as if it were whole.
    JSON.parse(text);
    keep(new Blob([text], { type: "application/json" }));
    return undefined;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "";
    return { code: "unreachable", message, fields: {}, requestId: null };
  }
}

function keep(file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(url);
}
