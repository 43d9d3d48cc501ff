import { toPath } from "../../../client/http/request.ts";
import { successOf } from "../../../contract/http/endpoint.ts";
import { suggestSearches } from "../../../contract/http/search.ts";

const answer = successOf(suggestSearches);

/** Words that what was typed may be the beginning of, each once. */
export async function findSuggestions(q: string, signal: AbortSignal): Promise<readonly string[]> {
  const response = await fetch(toPath(suggestSearches, { query: { q } }), { signal });
  const { data } = answer.parse(await response.json());
  const names = [...data.categories, ...data.sellers].map(({ name }) => name);
  return [...new Set([...data.products.map(({ title }) => title), ...names])];
}
