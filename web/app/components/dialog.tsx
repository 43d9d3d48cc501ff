import * as RadixDialog from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { useRef } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { IconButton } from "./icon-button.tsx";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** What gets the focus first, in place of the close button. `autoFocus` would keep it from going back afterwards. */
  firstFocus?: RefObject<HTMLElement>;
  children: ReactNode;
};

/** A sheet from the bottom on a phone, a card in the middle elsewhere. Focus goes in and comes back. */
export function Dialog({ open, onOpenChange, title, description, firstFocus, children }: DialogProps) {
  const { common } = useMessages();
  const opener = useRef<Element | null>(null);
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-[rgb(11_12_15/64%)]" />
        <RadixDialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            if (!firstFocus?.current) return;
            event.preventDefault();
            firstFocus.current.focus();
          }}
          onCloseAutoFocus={(event) => {
            // Radix would look for a trigger of its own; these dialogs are opened from outside.
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-rise overflow-y-auto rounded-t-lg border border-line bg-raised p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] text-text outline-none sm:inset-0 sm:m-auto sm:h-fit sm:w-[28rem] sm:rounded-lg sm:p-6"
        >
          <div className="mb-1 flex items-start justify-between gap-4">
            <RadixDialog.Title className="text-xl">{title}</RadixDialog.Title>
            <RadixDialog.Close asChild>
              <IconButton icon={X} label={common.close} className="-mt-2 -mr-2" />
            </RadixDialog.Close>
          </div>
          {description ? (
            <RadixDialog.Description className="mb-4 text-sm text-muted">
              {description}
            </RadixDialog.Description>
          ) : null}
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
