import { Form, useNavigation } from "@remix-run/react";
import { useId, useState } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { Avatar } from "../components/avatar.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { useFileUrl } from "../media/use-file-url.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type AvatarSectionProps = { name: string; imageUrl: string | null; problem: FormProblem | undefined };

/** One's picture: chosen, seen as others will see it, and only then sent. */
export function AvatarSection({ name, imageUrl, problem }: AvatarSectionProps) {
  const words = useMessages().account.avatar;
  const id = useId();
  const intent = useNavigation().formData?.get("intent");
  const [file, setFile] = useState<File>();
  const preview = useFileUrl(file);
  return (
    <Section title={words.title} detail={words.detail}>
      <div className="flex flex-wrap items-start gap-6">
        <Avatar name={name} imageUrl={preview ?? imageUrl ?? undefined} size="xl" />
        <div className="grid min-w-0 flex-1 basis-64 gap-4">
          {problem ? <FormProblemAlert problem={toOneSentence(problem)} said={words.problems} /> : null}
          <Form method="post" encType="multipart/form-data" preventScrollReset className="grid gap-3">
            <input type="hidden" name="intent" value="save-avatar" />
            <label htmlFor={id} className="sr-only">
              {words.choose}
            </label>
            <input
              id={id}
              type="file"
              name="file"
              accept="image/jpeg,image/png,image/webp"
              required
              onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
              className="w-full min-w-0 text-sm text-muted file:mr-3 file:h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line-strong file:bg-surface file:px-4 file:text-base file:font-semibold file:text-text hover:file:bg-hover"
            />
            <p className="text-sm text-muted">{words.hint}</p>
            <div>
              <Button
                type="submit"
                variant={preview ? "primary" : "secondary"}
                pending={intent === "save-avatar"}
              >
                {words.save}
              </Button>
            </div>
          </Form>
          {imageUrl ? (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="remove-avatar" />
              <Button type="submit" variant="quiet" size="sm" pending={intent === "remove-avatar"}>
                {words.remove}
              </Button>
            </Form>
          ) : null}
        </div>
      </div>
    </Section>
  );
}

/** The form has one field, so what is wrong with it is what is wrong with the form. */
function toOneSentence(problem: FormProblem): FormProblem {
  return { ...problem, message: problem.fields["file"] ?? problem.message, fields: {} };
}
