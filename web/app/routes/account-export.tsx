import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";

import { readAnswerProblem } from "../account/read-answer-problem.server.ts";
import { createApi } from "../api/api.server.ts";
import { giveCookies } from "../api/page-session.server.ts";
import { findOwnProfile } from "../api/require.server.ts";

/**
 * The file with everything kept about the reader, handed through as it is read: a link's own token may have run out,
 * and this renews it. A refusal leads to where it can be mended.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  // Signing in comes back to the page with the link: a file is nothing that the web app could show.
  if (!(await findOwnProfile(api))) throw redirect("/login?to=/account/data");
  const file = await api.fetch("/api/v1/users/me/export");
  const answer = file.ok ? new Response(file.body, file) : await refuse(file);
  answer.headers.delete("Set-Cookie");
  answer.headers.set("Cache-Control", "no-store");
  giveCookies(context, answer.headers);
  return answer;
}

async function refuse(file: Response): Promise<Response> {
  const problem = await readAnswerProblem(file);
  return problem.code === "mfa_required"
    ? redirect("/account/step-up?to=/account/data")
    : redirect(`/account/data?problem=${encodeURIComponent(problem.code)}`);
}
