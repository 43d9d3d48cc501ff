import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { FolderTree, Pencil } from "lucide-react";
import { v7 } from "uuid";

import {
  createCategory,
  deleteCategory,
  editCategory,
  listAllCategories,
} from "../../../contract/http/categories.ts";
import { AccountPage } from "../account/account-page.tsx";
import { ConfirmForm } from "../account/confirm-form.tsx";
import { Disclosure } from "../account/disclosure.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { CategoryFields } from "../admin/category-fields.tsx";
import type { CategoryLine } from "../admin/order-tree.ts";
import { orderTree } from "../admin/order-tree.ts";
import { requirePermission } from "../admin/require-admin.server.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readOptionalText, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { useMessages } from "../messages/use-messages.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "categories.manage");
  return { categories: await requireAnswer(api.call(listAllCategories, {})), formKey: v7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const onId = (form: FormData) => ({ params: { id: readText(form, "id") } });
  return handleForm(request, {
    add: (form) => api.call(createCategory, { body: readCategory(form), ...readKey(form) }),
    edit: (form) => api.call(editCategory, { ...onId(form), body: readCategory(form) }),
    retire: (form) => api.call(editCategory, { ...onId(form), body: { isActive: false } }),
    restore: (form) => api.call(editCategory, { ...onId(form), body: { isActive: true } }),
    delete: (form) => api.call(deleteCategory, onId(form)),
  });
}

const readCategory = (form: FormData) => ({
  name: readText(form, "name"),
  slug: readText(form, "slug"),
  parentId: readOptionalText(form, "parentId") ?? null,
  sortOrder: Number(readText(form, "sortOrder")),
});

export default function AdminCategories() {
  const words = useMessages().admin.categories;
  const { categories, formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const lines = orderTree(categories);
  const added = findProblem(outcome, "add");
  return (
    <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
      <FormProblemAlert problem={outcome && !outcome.ok ? outcome.problem : undefined} said={words.refused} />
      {/* A new one after each addition, so that the form is empty and closed again. */}
      <Disclosure key={categories.length} label={words.add} open={added !== undefined}>
        <Form method="post" preventScrollReset className="grid gap-4">
          <input type="hidden" name="intent" value="add" />
          <input type="hidden" name="key" value={formKey} />
          <CategoryFields lines={lines} problem={added} />
          <Button type="submit" variant="primary" className="justify-self-start">
            {words.add}
          </Button>
        </Form>
      </Disclosure>
      {lines.length === 0 ? (
        <EmptyState icon={FolderTree} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card>
          <ul className="divide-y divide-line">
            {lines.map((line) => (
              <CategoryRow key={line.category.id} line={line} lines={lines} />
            ))}
          </ul>
        </Card>
      )}
    </AccountPage>
  );
}

function CategoryRow({ line, lines }: { line: CategoryLine; lines: readonly CategoryLine[] }) {
  const words = useMessages().admin.categories;
  const outcome = useActionData<typeof action>();
  const { category, depth } = line;
  const { id, name, slug, isActive } = category;
  const toggle = isActive ? "retire" : "restore";
  return (
    <li className="grid gap-1 px-4 py-2 sm:px-6" style={{ paddingInlineStart: `${1 + depth * 1.5}rem` }}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-sans text-base font-semibold tracking-normal">
          {isActive ? (
            <Link to={`/browse?category=${slug}`} className="underline-offset-4 hover:underline">
              {name}
            </Link>
          ) : (
            <span className="text-muted">{name}</span>
          )}
        </h2>
        <code className="text-sm text-muted max-sm:hidden">{slug}</code>
        {isActive ? null : <Badge tone="outline">{words.retired}</Badge>}
        <div className="ml-auto flex items-center">
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value={toggle} />
            <input type="hidden" name="id" value={id} />
            <Button type="submit" variant="quiet" size="sm" aria-label={words[`${toggle}Label`](name)}>
              {words[toggle]}
            </Button>
          </Form>
          <ConfirmForm
            intent="delete"
            values={{ id }}
            button={words.delete}
            label={words.deleteLabel(name)}
            question={words.deleteQuestion(name)}
            body={words.deleteBody}
          />
        </div>
      </div>
      <details>
        <summary
          aria-label={words.editLabel(name)}
          className="press-area inline-flex min-h-6 list-none items-center gap-1.5 text-sm font-semibold text-muted hover:text-text [&::-webkit-details-marker]:hidden"
        >
          <Pencil aria-hidden size={14} /> {words.edit}
        </summary>
        <Form method="post" preventScrollReset className="grid gap-4 py-4">
          <input type="hidden" name="intent" value="edit" />
          <input type="hidden" name="id" value={id} />
          <CategoryFields category={category} lines={lines} problem={findProblem(outcome, "edit")} />
          <Button type="submit" className="justify-self-start">
            {words.save}
          </Button>
        </Form>
      </details>
    </li>
  );
}
