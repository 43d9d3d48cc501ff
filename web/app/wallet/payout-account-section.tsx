import { Form, useNavigation } from "@remix-run/react";

import type { PayoutAccount } from "../../../contract/http/wallet.ts";
import { findCountry, listCountries } from "../account/countries.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { Select } from "../components/select.tsx";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { toEnglish } from "../../../domain/locale.ts";

type PayoutAccountSectionProps = {
  account: PayoutAccount | null;
  /** Whoever was at the provider came back because their link had run out. */
  isLinkOver: boolean;
  problem: FormProblem | undefined;
};

/** Where a seller's money goes: who they are and which bank is theirs is asked by the provider, on its own pages. */
export function PayoutAccountSection({ account, isLinkOver, problem }: PayoutAccountSectionProps) {
  const words = useMessages().wallet.account;
  return (
    <Section
      title={words.title}
      detail={account ? undefined : words.missing}
      action={
        account ? (
          <Badge tone={account.canBePaid ? "leading" : "live"}>
            {account.canBePaid ? words.ready : words.waiting}
          </Badge>
        ) : null
      }
    >
      <div className="grid gap-4">
        {isLinkOver && account?.canBePaid !== true ? <FormAlert>{words.again}</FormAlert> : null}
        <FormProblemAlert problem={problem} />
        {account ? <KnownAccount account={account} /> : <NewAccount />}
      </div>
    </Section>
  );
}

const useIsPending = (): boolean => useNavigation().formData?.get("intent") === "open-account";

function NewAccount() {
  const words = useMessages().wallet.account;
  const { locale } = useReader();
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="intent" value="open-account" />
      <div className="w-full sm:w-64">
        <Select
          label={words.country}
          name="country"
          defaultValue={findCountry(locale)}
          options={listCountries(locale)}
        />
      </div>
      <Button type="submit" variant="primary" pending={useIsPending()}>
        {words.open}
      </Button>
    </Form>
  );
}

function KnownAccount({ account }: { account: PayoutAccount }) {
  const words = useMessages().wallet.account;
  const { locale } = useReader();
  const { provider, country, canBePaid } = account;
  const countryName = new Intl.DisplayNames(toEnglish(locale), { type: "region" }).of(country) ?? country;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div>
        <p className="font-semibold">{words.with(words.providers[provider] ?? provider, countryName)}</p>
        {canBePaid ? null : <p className="text-muted">{words.unfinished}</p>}
      </div>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="open-account" />
        <input type="hidden" name="country" value={country} />
        <Button type="submit" variant={canBePaid ? "secondary" : "primary"} pending={useIsPending()}>
          {canBePaid ? words.change : words.goOn}
        </Button>
      </Form>
    </div>
  );
}
