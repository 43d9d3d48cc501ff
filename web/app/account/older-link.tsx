import { useSearchParams } from "@remix-run/react";

import { ButtonLink } from "../components/button-link.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** The way to a list's next page, with the filters of this one; nothing on the last. */
export function OlderLink({ cursor }: { cursor: string | null }) {
  const { common } = useMessages();
  const [params] = useSearchParams();
  if (cursor === null) return null;
  const older = new URLSearchParams(params);
  older.set("cursor", cursor);
  return (
    <div className="justify-self-center">
      <ButtonLink to={`?${older}`}>{common.older}</ButtonLink>
    </div>
  );
}
