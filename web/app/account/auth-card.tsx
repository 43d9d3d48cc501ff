import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import { FormAlert } from "../components/form-alert.tsx";

/** The one column of signing in and registering. */
export function AuthCard(props: {
  title: string;
  problem: string | undefined;
  footer: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-10 md:py-16">
      <h1 className="mb-6 text-3xl">{props.title}</h1>
      <Form method="post" className="grid gap-5">
        {props.problem ? <FormAlert>{props.problem}</FormAlert> : null}
        {props.children}
      </Form>
      <p className="mt-6 text-muted">{props.footer}</p>
    </div>
  );
}
