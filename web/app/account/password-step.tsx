import { Link, useNavigation, useSubmit } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { useEffect } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { classNames } from "../components/class-names.ts";
import { FormAlert, FormNote } from "../components/form-alert.tsx";
import { Input } from "../components/input.tsx";
import { PasswordInput } from "../components/password-input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { AuthCard, TEXT_LINK } from "./auth-card.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { offerPasskeys } from "./passkey-ceremony.ts";
import type { Provider } from "./provider-links.tsx";
import { ProviderLinks } from "./provider-links.tsx";
import { usePasskey } from "./use-passkey.ts";

type PasswordStepProps = {
  to: string;
  problem: FormProblem | undefined;
  /** What went well on the way here. */
  note: string | undefined;
  providers: readonly Provider[];
  /** What came in the way at a provider. */
  providerProblem: string | undefined;
};

/** The first step of signing in: a password, or a passkey that is all of it. */
export function PasswordStep(props: PasswordStepProps) {
  const { to, problem, note, providers, providerProblem } = props;
  const { access, common, factors } = useMessages();
  const words = access.login;
  const isPending = useNavigation().state === "submitting";
  const submit = useSubmit();
  const sendPasskey = (passkey: string) =>
    submit({ intent: "passkey", to, passkey }, { method: "post", action: "/login" });
  const passkey = usePasskey("sign-in", sendPasskey);
  usePasskeyOffer(sendPasskey);
  const said = {
    invalid_credentials: words.failed,
    validation_failed: problem?.fields["mfaToken"] ? factors.login.expired : words.failed,
  };
  return (
    <AuthCard
      title={words.title}
      notice={
        passkey.problem ? (
          <FormProblemAlert problem={passkey.problem} />
        ) : problem ? (
          <FormProblemAlert problem={problem} said={said} />
        ) : providerProblem ? (
          <FormAlert>{providerProblem}</FormAlert>
        ) : note ? (
          <FormNote>{note}</FormNote>
        ) : null
      }
      footer={
        <>
          {words.noAccount}{" "}
          <Link to={`/register?to=${encodeURIComponent(to)}`} className={TEXT_LINK}>
            {common.nav.register}
          </Link>
        </>
      }
    >
      <input type="hidden" name="to" value={to} />
      <Input
        label={words.email}
        name="email"
        type="email"
        autoComplete="username webauthn"
        required
        autoFocus
      />
      <div className="grid gap-2">
        <PasswordInput label={words.password} name="password" autoComplete="current-password" required />
        <Link to="/forgot-password" className="justify-self-start py-1 text-sm text-muted underline">
          {words.forgot}
        </Link>
      </div>
      <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
        {words.submit}
      </Button>
      <Or always={providers.length > 0} />
      <ProviderLinks providers={providers} to={to} />
      <Button
        size="lg"
        wide
        pending={passkey.isAsking}
        onClick={() => void passkey.ask()}
        className="noscript:hidden"
      >
        <KeyRound aria-hidden size={20} /> {factors.login.passkey}
      </Button>
    </AuthCard>
  );
}

/** A line between two ways to do the same. Without scripts it goes with the passkey under it, unless more stands there. */
export function Or({ always = false }: { always?: boolean }) {
  const { factors } = useMessages();
  return (
    <p
      className={classNames(
        "flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line",
        !always && "noscript:hidden",
      )}
    >
      {factors.login.or}
    </p>
  );
}

/** Passkeys stand among what the browser fills in, so whoever has one needs neither this page's button nor its fields. */
function usePasskeyOffer(onAnswer: (json: string) => void): void {
  useEffect(() => {
    let isHere = true;
    void offerPasskeys().then((answer) => {
      if (answer && isHere) onAnswer(JSON.stringify(answer));
    });
    return () => {
      isHere = false;
    };
    // Once for the page: asking again would take the place of what the reader is answering.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
}
