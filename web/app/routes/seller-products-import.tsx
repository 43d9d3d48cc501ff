import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useNavigation } from "@remix-run/react";

import { importProducts } from "../../../contract/http/product-files.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import type { PageApi } from "../api/api.server.ts";
import { createApi } from "../api/api.server.ts";
import { readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireSeller } from "../api/require.server.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { ImportResult } from "../products/import-result.tsx";
import { ProductPage } from "../products/product-page.tsx";

export const meta: MetaFunction = () => [{ title: `${en.catalogue.import.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireSeller(createApi({ request, context }), request);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    check: (form) => send(api, form, "true"),
    run: (form) => send(api, form, "false"),
  });
}

const send = (api: PageApi, form: FormData, dryRun: "true" | "false") => {
  const file = form.get("file");
  return api.call(importProducts, {
    query: { dryRun, mode: readText(form, "mode") === "valid" ? "valid" : "all" },
    body: { file: file instanceof File ? file : new File([], "") },
  });
};

export default function ImportProducts() {
  const words = useMessages().catalogue.import;
  const outcome = useActionData<typeof action>();
  const pending = useNavigation().formData?.get("intent");
  const modes = (["all", "valid"] as const).map((value) => ({ value, label: words.modes[value] }));
  return (
    <ProductPage title={words.title} detail={words.detail}>
      <Section title={words.file}>
        <Form method="post" encType="multipart/form-data" className="grid max-w-xl gap-5">
          <FormProblemAlert problem={outcome && !outcome.ok ? outcome.problem : undefined} />
          <Input
            label={words.file}
            name="file"
            type="file"
            accept=".csv,text/csv"
            required
            hint={words.fileHint}
            className="py-2"
          />
          <Select label={words.mode} name="mode" options={modes} />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" name="intent" value="check" pending={pending === "check"}>
              {words.check}
            </Button>
            <Button type="submit" name="intent" value="run" variant="primary" pending={pending === "run"}>
              {words.run}
            </Button>
          </div>
        </Form>
      </Section>
      {outcome?.ok ? <ImportResult result={outcome.value} /> : null}
    </ProductPage>
  );
}
