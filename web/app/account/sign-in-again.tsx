import { Link } from "@remix-run/react";

import { useMessages } from "../messages/use-messages.tsx";
import { TEXT_LINK } from "./auth-card.tsx";
import type { Provider } from "./provider-links.tsx";
import { ProviderLinks } from "./provider-links.tsx";

/**
 * For who has neither a password nor a second factor: a sign-in that has just happened is a proof, wherever it came from.
 * A mail is none, as a mailbox is weaker than what it would stand in for; but it can bring a password.
 */
export function SignInAgain({ providers, to }: { providers: readonly Provider[]; to: string }) {
  const words = useMessages().factors.stepUp;
  return (
    <div className="grid gap-4">
      {providers.length > 0 ? <p>{words.again}</p> : null}
      <ProviderLinks providers={providers} to={to} />
      <p className="text-sm text-muted">
        {words.noPassword}{" "}
        <Link to="/forgot-password" className={TEXT_LINK}>
          {words.choosePassword}
        </Link>
      </p>
    </div>
  );
}
