import { Form, useNavigation } from "@remix-run/react";

import type { SellerSettings } from "../../../contract/http/seller-settings.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Checkbox } from "../components/checkbox.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type SellingSectionProps = { settings: SellerSettings; problem: FormProblem | undefined };

/** What a seller decides about their money, and what the house decided about them. */
export function SellingSection({ settings, problem }: SellingSectionProps) {
  const words = useMessages().wallet.settings;
  const isPending = useNavigation().formData?.get("intent") === "save-selling";
  return (
    <Section title={words.title} detail={settings.isTrusted ? words.trusted : words.untrusted}>
      <Form method="post" preventScrollReset className="grid justify-items-start gap-3">
        <input type="hidden" name="intent" value="save-selling" />
        <FormProblemAlert problem={problem} />
        <Checkbox
          name="offersSecondChance"
          defaultChecked={settings.offersSecondChance}
          label={words.secondChance}
        />
        <Button type="submit" pending={isPending}>
          {words.save}
        </Button>
      </Form>
    </Section>
  );
}
