import type { LucideIcon } from "lucide-react";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { useMessages } from "../messages/use-messages.tsx";

type FormAlertProps = {
  /** What support asks for; left out when the reader can mend it alone. */
  requestId?: string | null | undefined;
  children: ReactNode;
};

/** What is wrong with a whole form, said as soon as it is known. */
export function FormAlert({ requestId, children }: FormAlertProps) {
  const { common } = useMessages();
  return (
    <Strip role="alert" icon={TriangleAlert} look="border-l-live bg-live-wash" iconLook="text-live-text">
      {children}
      {requestId ? (
        <code className="mt-1 block text-xs font-normal break-all text-muted">
          {common.errors.requestId(requestId)}
        </code>
      ) : null}
    </Strip>
  );
}

/** What went well on the way to a form. */
export function FormNote({ children }: { children: ReactNode }) {
  return (
    <Strip
      role="status"
      icon={CircleCheck}
      look="border-l-leading bg-leading-wash"
      iconLook="text-leading-text"
    >
      {children}
    </Strip>
  );
}

function Strip(props: {
  role: string;
  icon: LucideIcon;
  look: string;
  iconLook: string;
  children: ReactNode;
}) {
  const { icon: Icon, children } = props;
  return (
    <div
      role={props.role}
      className={`flex items-start gap-2.5 rounded-sm border-l-4 px-3 py-2.5 text-sm font-medium ${props.look}`}
    >
      <Icon aria-hidden size={18} className={`mt-px shrink-0 ${props.iconLook}`} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
