import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BookmarkCheck } from "lucide-react";

import { listCategories } from "../../../contract/http/categories.ts";
import {
  deleteSavedSearch,
  editSavedSearch,
  listSavedSearches,
  saveSearch,
} from "../../../contract/http/saved-searches.ts";
import { AccountFrame } from "../account/account-frame.tsx";
import { AccountPage } from "../account/account-page.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { findOwnProfile, requireOwnProfile } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { findReader } from "../format/find-reader.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { readProductFilter } from "../shop/browse.server.ts";
import { listCategoryNames } from "../shop/category-names.ts";
import { SearchRow } from "../watching/search-row.tsx";

export const meta: MetaFunction = () => [{ title: `${en.watching.searches.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const cursor = new URL(request.url).searchParams.get("cursor");
  const [{ items, meta: page }, categories] = await Promise.all([
    requireAnswer(api.page(listSavedSearches, { query: cursor ? { cursor } : {} })),
    requireAnswer(api.call(listCategories, {})),
  ]);
  return { searches: items, nextCursor: page.nextCursor, categoryNames: listCategoryNames(categories) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const onId = (form: FormData) => ({ params: { id: readText(form, "id") } });
  return handleForm(request, {
    save: async (form) => {
      const { locale } = findReader(request, await findOwnProfile(api));
      const { live: _live, ...filter } = readProductFilter(
        new URLSearchParams(readText(form, "search")),
        locale,
      );
      const body = { name: readText(form, "name"), filter, notify: form.get("notify") === "yes" };
      return api.call(saveSearch, { body, ...readKey(form) });
    },
    notify: (form) =>
      api.call(editSavedSearch, { ...onId(form), body: { notify: form.get("notify") === "yes" } }),
    delete: (form) => api.call(deleteSavedSearch, onId(form)),
  });
}

export default function SavedSearches() {
  const words = useMessages().watching.searches;
  const { searches, nextCursor, categoryNames } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountFrame>
      <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
        <FormProblemAlert
          problem={outcome && !outcome.ok ? outcome.problem : undefined}
          said={words.refused}
        />
        {searches.length === 0 ? (
          <EmptyState
            icon={BookmarkCheck}
            title={words.empty}
            body={words.emptyBody}
            action={
              <ButtonLink to="/browse" variant="primary">
                {words.browse}
              </ButtonLink>
            }
          />
        ) : (
          <Card>
            <ul className="divide-y divide-line">
              {searches.map((search) => (
                <SearchRow key={search.id} search={search} categoryNames={categoryNames} />
              ))}
            </ul>
          </Card>
        )}
        <OlderLink cursor={nextCursor} />
      </AccountPage>
    </AccountFrame>
  );
}
