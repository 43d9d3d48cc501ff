import { Form, useNavigation } from "@remix-run/react";
import { MapPin } from "lucide-react";

import type { Address } from "../../../contract/http/addresses.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { findCountry, listCountries } from "./countries.ts";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { toEnglish } from "../../../domain/locale.ts";

type AddressSectionProps = {
  addresses: readonly Address[];
  problem: FormProblem | undefined;
  /** A fresh key for the form: a press sent twice makes one address. */
  formKey: string;
};

export function AddressSection({ addresses, problem, formKey }: AddressSectionProps) {
  const { account } = useMessages();
  return (
    <Section title={account.addresses.title} detail={account.addresses.detail}>
      <div className="grid gap-3">
        {addresses.map((address) => (
          <AddressRow key={address.id} address={address} />
        ))}
        <Disclosure
          key={addresses.length}
          label={account.addresses.add}
          open={addresses.length === 0 || problem !== undefined}
        >
          <AddressForm problem={problem} formKey={formKey} />
        </Disclosure>
      </div>
    </Section>
  );
}

function AddressRow({ address }: { address: Address }) {
  const { account } = useMessages();
  const { locale } = useReader();
  const country = new Intl.DisplayNames(toEnglish(locale), { type: "region" }).of(address.country);
  const lines = [
    address.line1,
    address.line2,
    `${address.postalCode} ${address.city}`,
    address.region,
    country,
  ];
  return (
    <div className="flex items-start gap-3 rounded-md border border-line p-4">
      <MapPin aria-hidden size={20} className="mt-0.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {address.fullName} {address.isDefault ? <Badge>{account.addresses.isDefault}</Badge> : null}
        </p>
        <p className="text-sm text-muted">{lines.filter(Boolean).join(", ")}</p>
      </div>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="remove-address" />
        <input type="hidden" name="id" value={address.id} />
        <Button
          type="submit"
          variant="quiet"
          size="sm"
          aria-label={`${account.addresses.remove}: ${address.line1}`}
        >
          {account.addresses.remove}
        </Button>
      </Form>
    </div>
  );
}

function AddressForm({ problem, formKey }: { problem: FormProblem | undefined; formKey: string }) {
  const { account } = useMessages();
  const { locale } = useReader();
  const navigation = useNavigation();
  const isPending = navigation.formData?.get("intent") === "add-address";
  const fields = problem?.fields ?? {};
  const words = account.addresses;
  return (
    <Form method="post" preventScrollReset className="grid gap-4 sm:grid-cols-2">
      <input type="hidden" name="intent" value="add-address" />
      <input type="hidden" name="key" value={formKey} />
      {problem ? (
        <div className="sm:col-span-2">
          <FormProblemAlert problem={problem} />
        </div>
      ) : null}
      <div className="sm:col-span-2">
        <Input
          label={words.fullName}
          name="fullName"
          autoComplete="name"
          required
          error={fields["fullName"]}
        />
      </div>
      <div className="sm:col-span-2">
        <Input
          label={words.line1}
          name="line1"
          autoComplete="address-line1"
          required
          error={fields["line1"]}
        />
      </div>
      <div className="sm:col-span-2">
        <Input
          label={words.line2}
          name="line2"
          autoComplete="address-line2"
          optional
          error={fields["line2"]}
        />
      </div>
      <Input
        label={words.postalCode}
        name="postalCode"
        autoComplete="postal-code"
        required
        error={fields["postalCode"]}
      />
      <Input label={words.city} name="city" autoComplete="address-level2" required error={fields["city"]} />
      <Input
        label={words.region}
        name="region"
        autoComplete="address-level1"
        optional
        error={fields["region"]}
      />
      <Select
        label={words.country}
        name="country"
        autoComplete="country"
        options={listCountries(locale)}
        defaultValue={findCountry(locale)}
        error={fields["country"]}
      />
      <div className="sm:col-span-2">
        <Button type="submit" variant="primary" pending={isPending}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}
