import { isRouteErrorResponse, useRouteError } from "@remix-run/react";

import { ButtonLink } from "./components/button-link.tsx";
import { ErrorState } from "./components/error-state.tsx";
import type { Messages } from "./messages/en.ts";
import { useMessages } from "./messages/use-messages.tsx";

type ThrownData = { readonly requestId?: string } | null;

/** The words for what went wrong: in the page's title and in its place. */
export function describeError(error: unknown, { errors }: Messages["common"]) {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404) return { status, title: errors.notFoundTitle, body: errors.notFoundBody };
  if (status === 503) return { status, title: errors.unavailableTitle, body: errors.unavailableBody };
  return { status, title: errors.title, body: errors.body };
}

/** What a page shows in place of itself when its loader or its rendering failed. */
export function PageError() {
  const { common } = useMessages();
  const error = useRouteError();
  const { status, title, body } = describeError(error, common);
  const requestId = isRouteErrorResponse(error) ? (error.data as ThrownData)?.requestId : undefined;
  return (
    <div className="page py-12 md:py-20">
      <ErrorState
        isPage
        title={title}
        body={body}
        requestId={requestId}
        action={
          <>
            {status === 404 ? null : (
              <ButtonLink to="." reloadDocument>
                {common.retry}
              </ButtonLink>
            )}
            <ButtonLink to="/" variant={status === 404 ? "secondary" : "quiet"}>
              {common.errors.home}
            </ButtonLink>
          </>
        }
      />
    </div>
  );
}
