import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

type AuthCardProps = {
  title: string;
  intro?: ReactNode;
  /** What went well or wrong so far. */
  notice?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/** The one column of signing in, registering, and everything else that happens before one is in. */
export function AuthCard({ title, intro, notice, footer, children }: AuthCardProps) {
  return (
    <AuthColumn title={title} intro={intro} footer={footer}>
      <Form method="post" className="grid gap-5">
        {notice}
        {children}
      </Form>
    </AuthColumn>
  );
}

/** The column without a form of its own. */
export function AuthColumn({ title, intro, footer, children }: Omit<AuthCardProps, "notice">) {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-10 md:py-16">
      <h1 className="text-3xl">{title}</h1>
      {intro ? <p className="mt-2 text-muted">{intro}</p> : null}
      <div className="mt-6">{children}</div>
      {footer ? <div className="mt-6 text-muted">{footer}</div> : null}
    </div>
  );
}

export const TEXT_LINK = "font-semibold text-text underline underline-offset-4";
