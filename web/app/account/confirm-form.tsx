import { Form } from "@remix-run/react";
import { useRef, useState } from "react";

import type { ButtonVariant } from "../components/button-class.ts";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type ConfirmFormProps = {
  intent: string;
  /** What else the form sends, as hidden fields. */
  values?: Readonly<Record<string, string>>;
  button: string;
  /** Says which one, where several buttons read the same. */
  label?: string;
  variant?: ButtonVariant;
  pending?: boolean;
  question: string;
  body: string;
};

/** A press that cannot be taken back, so it is asked about first. Without scripts the press alone does it. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { intent, values = {}, button, label, variant = "quiet", pending = false, question, body } = props;
  const { common } = useMessages();
  const [isAsking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  return (
    <>
      <Form ref={form} method="post" preventScrollReset>
        <input type="hidden" name="intent" value={intent} />
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button
          type="submit"
          variant={variant}
          size="sm"
          pending={pending}
          aria-label={label}
          onClick={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          {button}
        </Button>
      </Form>
      <Dialog open={isAsking} onOpenChange={setAsking} title={question} description={body}>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
          <Button
            variant="danger"
            onClick={() => {
              setAsking(false);
              form.current?.requestSubmit();
            }}
          >
            {button}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
