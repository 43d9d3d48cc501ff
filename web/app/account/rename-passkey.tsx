import { Form, useNavigation } from "@remix-run/react";
import { Pencil } from "lucide-react";

import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** Another name for a passkey, behind a word of its row. Closed again by the new name it gets. */
export function RenamePasskey({ id, name }: { id: string; name: string }) {
  const { factors } = useMessages();
  const words = factors.passkeys;
  const { formData } = useNavigation();
  const isPending = formData?.get("intent") === "rename-passkey" && formData.get("id") === id;
  return (
    <details key={name} className="group col-start-2 col-end-4 -mt-2">
      <summary
        aria-label={words.renameLabel(name)}
        className="inline-flex min-h-9 list-none items-center gap-1.5 rounded-sm text-sm font-medium text-muted hover:text-text [&::-webkit-details-marker]:hidden"
      >
        <Pencil aria-hidden size={14} /> {words.rename}
      </summary>
      <Form method="post" preventScrollReset className="flex max-w-md flex-wrap items-end gap-2 pt-1 pb-2">
        <input type="hidden" name="intent" value="rename-passkey" />
        <input type="hidden" name="id" value={id} />
        <div className="min-w-48 flex-1">
          <Input
            label={words.name}
            name="name"
            defaultValue={name}
            maxLength={60}
            autoComplete="off"
            required
          />
        </div>
        <Button type="submit" pending={isPending}>
          {words.save}
        </Button>
      </Form>
    </details>
  );
}
