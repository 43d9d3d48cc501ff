import * as RadixToast from "@radix-ui/react-toast";
import { Check, Info, TriangleAlert, X } from "lucide-react";
import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { createContext, forwardRef, useCallback, useContext, useRef, useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { ButtonLink } from "./button-link.tsx";
import { classNames } from "./class-names.ts";

export type ToastTone = "plain" | "good" | "bad";
/** A note with somewhere to go stays longer. */
export type ToastAction = { readonly label: string; readonly to: string };
type ToastData = {
  readonly id: number;
  readonly tone: ToastTone;
  readonly text: string;
  readonly action: ToastAction | undefined;
};
type ShowToast = (text: string, tone?: ToastTone, action?: ToastAction) => void;

const SHOWN_MAX = 3;
const SHOWN_MS = 6_000;
const SHOWN_WITH_ACTION_MS = 30_000;
const ICONS = { plain: Info, good: Check, bad: TriangleAlert };
const EDGES = { plain: "border-l-line-strong", good: "border-l-leading", bad: "border-l-live" };

const ToastContext = createContext<ShowToast>(() => {});

/** Shows passing notes from anywhere below it; at most three, the oldest makes room. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { common } = useMessages();
  const [toasts, setToasts] = useState<readonly ToastData[]>([]);
  const nextId = useRef(1);
  const show = useCallback<ShowToast>((text, tone = "plain", action) => {
    const toast = { id: nextId.current++, text, tone, action };
    setToasts((shown) => [...shown, toast].slice(-SHOWN_MAX));
  }, []);
  return (
    <ToastContext.Provider value={show}>
      <RadixToast.Provider duration={SHOWN_MS} label={common.notice} swipeDirection="right">
        {children}
        {toasts.map((toast) => (
          <RadixToast.Root
            key={toast.id}
            duration={toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS}
            onOpenChange={(open) => {
              if (!open) setToasts((shown) => shown.filter((each) => each.id !== toast.id));
            }}
          >
            <ToastCard tone={toast.tone} close={<ToastClose label={common.close} />}>
              <RadixToast.Description>{toast.text}</RadixToast.Description>
              {toast.action ? (
                <RadixToast.Action asChild altText={toast.action.label}>
                  <ButtonLink to={toast.action.to} size="sm" className="mt-2">
                    {toast.action.label}
                  </ButtonLink>
                </RadixToast.Action>
              ) : null}
            </ToastCard>
          </RadixToast.Root>
        ))}
        <RadixToast.Viewport className="fixed inset-x-3 top-3 z-50 mx-auto grid w-auto max-w-md gap-2 outline-none sm:right-4 sm:left-auto sm:w-96" />
      </RadixToast.Provider>
    </ToastContext.Provider>
  );
}

function ToastClose({ label }: { label: string }) {
  return (
    <RadixToast.Close
      aria-label={label}
      className="-my-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-sm text-muted hover:text-text"
    >
      <X aria-hidden size={16} />
    </RadixToast.Close>
  );
}

type ToastCardProps = ComponentPropsWithoutRef<"div"> & { tone: ToastTone; close?: ReactNode };

/** One note, as it looks. */
export const ToastCard = forwardRef<HTMLDivElement, ToastCardProps>(function ToastCard(
  { tone, close, children, ...rest },
  ref,
) {
  const Icon = ICONS[tone];
  return (
    <div
      ref={ref}
      {...rest}
      className={classNames(
        "flex animate-rise items-center gap-3 rounded-sm border border-l-4 border-line bg-raised p-3 text-sm font-medium text-text",
        EDGES[tone],
      )}
    >
      <Icon aria-hidden size={18} className="shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {close}
    </div>
  );
});

/** Shows a passing note: what happened, in a short sentence. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}
