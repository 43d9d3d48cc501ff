import { sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";

/** Words of a search beyond these are left out: nobody narrows a search with the ninth. */
const wordsMax = 8;
/** What a mistyped word may have meant. */
const guessesMax = 4;

/**
 * What somebody typed, as a full-text query; undefined when there is no word in it, which finds nothing.
 *
 * Every word has to be found: as it is, by its English stem, as the name of a category (which stands for what is below
 * it), and the last one as the beginning of a word, since it may still be being typed. A word that no product has is taken
 * for the words and the names of categories that it nearly is. English stop words count only where there is nothing else.
 *
 * A statement of its own: Postgres then plans the search for the words it really is about, rare or common.
 */
export async function findSearchQuery(database: Database, text: string): Promise<string | undefined> {
  const { rows } = await database.execute<{ readonly query: string | null }>(sql`
    with recursive typed as (
      select word, place, place = count(*) over () and length(word) > 1 as is_beginning,
        to_tsvector('catalogue_stems', word) = '' as is_stop
      from regexp_split_to_table(to_search_words(${text}), ' ') with ordinality as words (word, place)
      where word <> '' limit ${wordsMax}
    ),
    plain as (
      select *, plainto_tsquery('catalogue_words', word) as exact, plainto_tsquery('catalogue_stems', word) as stem,
        array_to_string(tsvector_to_array(to_tsvector('catalogue_words', word)), '') as bare
      from typed where not is_stop or not exists (select from typed where not is_stop)
    ),
    asked as (
      select *, not exists (
        select from search_vocabulary where search_vocabulary.word ~>=~ plain.bare and search_vocabulary.word ~<=~
          case when is_beginning then plain.bare || chr(1114111) else plain.bare end) as is_unknown
      from plain
    ),
    named as (
      select asked.place, categories.id from asked join categories
        on to_tsvector('catalogue_stems', to_search_words(categories.name)) @@ asked.stem
      union
      select asked.place, categories.id from asked join categories on asked.is_unknown
        and length(asked.bare) between 4 and 40 and asked.bare !~ '[0-9]' and not exists (
          select from categories exactly where to_tsvector('catalogue_stems', to_search_words(exactly.name)) @@ asked.stem)
        and exists (
          select from unnest(tsvector_to_array(to_tsvector('catalogue_words', to_search_words(categories.name)))) as names (word)
          where levenshtein_less_equal(names.word, asked.bare, 2) <= case when length(asked.bare) < 5 then 1 else 2 end)
      union
      select named.place, below.id from named join categories below on below.parent_id = named.id
    ),
    meant as (
      select place, concat_ws(' | ', nullif(exact::text, ''), nullif(nullif(stem::text, exact::text), ''),
        case when is_beginning then to_tsquery('catalogue_words', word || ':*')::text end,
        (select string_agg(quote_literal('category ' || id), ' | ') from named where named.place = asked.place),
        case when is_unknown then (select string_agg(quote_literal(nearest), ' | ')
          from nearest_search_words(asked.bare, ${guessesMax}) nearest) end) as query
      from asked
    )
    select string_agg('(' || query || ')', ' & ' order by place) as query from meant where query <> ''`);
  return must(rows[0], "an aggregate has a row").query ?? undefined;
}
