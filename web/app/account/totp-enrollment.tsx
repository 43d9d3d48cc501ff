import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { CopyField } from "../components/copy-field.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { CodeInput } from "./code-input.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

export type Enrollment = { readonly secret: string; readonly qrSvg: string };

type TotpEnrollmentProps = {
  /** Not known any more where no script kept it and a first code was refused. */
  enrollment: Enrollment | undefined;
  problem: FormProblem | undefined;
};

/** The secret for the app, as a picture and as text, and the field for the code that proves the app has it. */
export function TotpEnrollment({ enrollment, problem }: TotpEnrollmentProps) {
  const { factors } = useMessages();
  const words = factors.totp;
  const isPending = useNavigation().formData?.get("intent") === "confirm-totp";
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), [enrollment]);
  const error = problem && problem.code !== "mfa_required" && problem.code !== "rate_limited";
  return (
    <div className="grid w-full gap-6 sm:grid-cols-[auto_minmax(0,1fr)]">
      {enrollment ? (
        <img
          src={`data:image/svg+xml,${encodeURIComponent(enrollment.qrSvg)}`}
          alt={words.qr}
          width={208}
          height={208}
          className="size-52 justify-self-center rounded-md border border-line bg-white p-2"
        />
      ) : null}
      <div className="grid max-w-md content-start gap-4">
        {enrollment ? (
          <div>
            <h3 className="font-sans text-base font-semibold">{words.scan}</h3>
            <p className="text-sm text-muted">{words.scanBody}</p>
          </div>
        ) : null}
        {enrollment ? <CopyField label={words.secret} value={enrollment.secret} /> : null}
        <Form method="post" preventScrollReset className="grid gap-4">
          <input type="hidden" name="intent" value="confirm-totp" />
          {error ? null : <FormProblemAlert problem={problem} />}
          <CodeInput
            ref={field}
            label={words.code}
            inputMode="numeric"
            maxLength={8}
            error={error ? words.wrong : undefined}
          />
          <div>
            <Button type="submit" variant="primary" pending={isPending}>
              {words.confirm}
            </Button>
          </div>
        </Form>
      </div>
    </div>
  );
}
