import { Form, useNavigation } from "@remix-run/react";

import type { OwnProfile } from "../../../contract/http/users.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { listLocaleOptions } from "../format/locale-options.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type ProfileSectionProps = { profile: OwnProfile; problem: FormProblem | undefined };

export function ProfileSection({ profile, problem }: ProfileSectionProps) {
  const words = useMessages().account.profile;
  const isPending = useNavigation().formData?.get("intent") === "save-profile";
  const fields = problem?.fields ?? {};
  return (
    <Section title={words.names}>
      <Form method="post" preventScrollReset className="grid gap-4 sm:grid-cols-2">
        <input type="hidden" name="intent" value="save-profile" />
        {problem ? (
          <div className="sm:col-span-2">
            <FormProblemAlert problem={problem} />
          </div>
        ) : null}
        <div className="sm:col-span-2">
          <Input
            label={words.name}
            name="displayName"
            autoComplete="nickname"
            hint={words.nameHint}
            defaultValue={profile.displayName}
            maxLength={60}
            required
            error={fields["displayName"]}
          />
        </div>
        <Input
          label={words.firstName}
          name="firstName"
          autoComplete="given-name"
          defaultValue={profile.firstName ?? ""}
          maxLength={60}
          optional
          error={fields["firstName"]}
        />
        <Input
          label={words.lastName}
          name="lastName"
          autoComplete="family-name"
          defaultValue={profile.lastName ?? ""}
          maxLength={60}
          optional
          error={fields["lastName"]}
        />
        <div className="sm:col-span-2">
          <Input
            label={words.phone}
            name="phone"
            type="tel"
            autoComplete="tel"
            hint={words.phoneHint}
            defaultValue={profile.phone ?? ""}
            maxLength={40}
            optional
            error={fields["phone"]}
          />
        </div>
        <div className="sm:col-span-2">
          <Select
            label={words.locale}
            name="locale"
            hint={words.localeHint}
            defaultValue={profile.locale ?? ""}
            options={[{ value: "", label: words.localeOfBrowser }, ...listLocaleOptions()]}
            error={fields["locale"]}
          />
        </div>
        <div className="sm:col-span-2">
          <Button type="submit" variant="primary" pending={isPending}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
