import { isRouteErrorResponse, useRouteError } from "@remix-run/react";

import { ButtonLink } from "./components/button-link.tsx";
import { ErrorState } from "./components/error-state.tsx";
import { useMessages } from "./messages/use-messages.tsx";

type ThrownData = { readonly requestId?: string } | null;

/** What a page shows in place of itself when its loader or its rendering failed. */
export function PageError() {
  const { common } = useMessages();
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const requestId = isRouteErrorResponse(error) ? (error.data as ThrownData)?.requestId : undefined;
  const [title, body] =
    status === 404
      ? [common.errors.notFoundTitle, common.errors.notFoundBody]
      : status === 503
        ? [common.errors.unavailableTitle, common.errors.unavailableBody]
        : [common.errors.title, common.errors.body];
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
