import { Form, useNavigation } from "@remix-run/react";

import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import type { Enrollment } from "./totp-enrollment.tsx";
import { TotpEnrollment } from "./totp-enrollment.tsx";

type TotpSectionProps = {
  isOn: boolean;
  /** What was begun and waits for a code of the app. */
  enrollment: Enrollment | undefined;
  problems: Readonly<Record<"enroll" | "confirm" | "disable", FormProblem | undefined>>;
};

/** An authenticator app: off, being set up, or on. */
export function TotpSection({ isOn, enrollment, problems }: TotpSectionProps) {
  const { factors } = useMessages();
  const words = factors.totp;
  const isPending = useNavigation().formData?.get("intent") === "enroll-totp";
  const isBegun = !isOn && (enrollment !== undefined || problems.confirm !== undefined);
  return (
    <Section
      title={words.title}
      detail={isOn ? words.on : words.off}
      action={<Badge tone={isOn ? "leading" : "outline"}>{isOn ? words.isOn : words.isOff}</Badge>}
    >
      <div className="grid justify-items-start gap-4">
        <FormProblemAlert problem={problems.enroll ?? problems.disable} />
        {isBegun ? <TotpEnrollment enrollment={enrollment} problem={problems.confirm} /> : null}
        {isOn ? (
          <ConfirmForm
            intent="disable-totp"
            button={words.turnOff}
            variant="danger"
            question={words.turnOffQuestion}
            body={words.turnOffBody}
          />
        ) : (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="enroll-totp" />
            <Button type="submit" pending={isPending} {...(isBegun ? { variant: "quiet", size: "sm" } : {})}>
              {isBegun ? words.again : words.setUp}
            </Button>
          </Form>
        )}
      </div>
    </Section>
  );
}
