import type { FormProblem } from "../api/form-problem.ts";
import { Section } from "../components/card.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

/** How many recovery codes are left, and new ones. */
export function RecoverySection({ left, problem }: { left: number; problem: FormProblem | undefined }) {
  const { factors } = useMessages();
  const words = factors.recovery;
  return (
    <Section
      title={words.title}
      detail={left > 0 ? words.left(left) : words.none}
      action={
        <ConfirmForm
          intent="renew-codes"
          button={words.renew}
          variant="secondary"
          question={words.renewQuestion}
          body={words.renewBody}
        />
      }
    >
      {problem ? <FormProblemAlert problem={problem} /> : null}
    </Section>
  );
}
