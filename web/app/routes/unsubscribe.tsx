import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { unsubscribeSearch } from "../../../contract/http/saved-searches.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [
  { title: `${en.catalogue.unsubscribe.title} · ${en.common.brand}` },
  { name: "robots", content: "noindex" },
];

export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get("token") ?? "" };
}

/** By a press and not by opening the page: programs that look at mails open every link in them. */
export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    unsubscribe: (form) => api.call(unsubscribeSearch, { body: { token: readText(form, "token") } }),
  });
}

export default function Unsubscribe() {
  const words = useMessages().catalogue.unsubscribe;
  const { token } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <div className="page grid max-w-prose gap-4 py-12">
      <h1 className="text-3xl">{words.title}</h1>
      {outcome?.ok ? (
        <p role="status">{words.done}</p>
      ) : token === "" ? (
        <>
          <p>{words.missing}</p>
          <ButtonLink to="/browse" className="justify-self-start">
            {words.browse}
          </ButtonLink>
        </>
      ) : (
        <Form method="post" className="grid justify-items-start gap-4">
          <FormProblemAlert problem={findProblem(outcome, "unsubscribe")} />
          <input type="hidden" name="intent" value="unsubscribe" />
          <input type="hidden" name="token" value={token} />
          <p>{words.body}</p>
          <Button type="submit" variant="primary">
            {words.submit}
          </Button>
        </Form>
      )}
    </div>
  );
}
