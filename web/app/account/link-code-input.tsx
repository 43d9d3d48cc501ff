import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type LinkCodeInputProps = { token: string | null | undefined; error?: string | undefined };

/** The code of a mailed link: filled in by the script that read it, or pasted where no script runs or none was there. */
export function LinkCodeInput({ token, error }: LinkCodeInputProps) {
  const { access } = useMessages();
  if (token) return <input type="hidden" name="token" value={token} />;
  return (
    <div className={token === undefined ? "hidden noscript:block" : ""}>
      <Input
        label={access.code}
        hint={access.codeHint}
        name="token"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={128}
        error={error}
      />
    </div>
  );
}
