import { ApiError } from "../../../client/http/api-error.ts";
import { failure } from "../../../contract/http/errors.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { toFormProblem } from "../api/form-problem.ts";

/** What a refused answer says, where an operation's answer is handed on instead of read. */
export async function readAnswerProblem(answer: Response): Promise<FormProblem> {
  const about = { status: answer.status, requestId: answer.headers.get("X-Request-Id") };
  const parsed = failure.safeParse(await answer.json().catch(() => undefined));
  const said = parsed.success
    ? parsed.data.error
    : { code: "unreadable_answer", message: "The server's answer could not be read." };
  return toFormProblem(new ApiError({ ...about, ...said }));
}
