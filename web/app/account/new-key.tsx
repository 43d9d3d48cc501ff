import { KeyRound } from "lucide-react";

import { ButtonLink } from "../components/button-link.tsx";
import { CopyField } from "../components/copy-field.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** A key that was just made, the one time it can be seen. */
export function NewKey({ name, secret }: { name: string; secret: string }) {
  const { keys } = useMessages();
  return (
    <ShownOnce icon={KeyRound} title={keys.madeTitle} text={keys.made} secret={secret}>
      <CopyField label={name} value={secret} />
      <div>
        <ButtonLink to="/account/keys" replace preventScrollReset>
          {keys.done}
        </ButtonLink>
      </div>
    </ShownOnce>
  );
}
