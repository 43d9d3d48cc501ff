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
 * for the words that it nearly is. English stop words count only where there is nothing else.
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
    named as (
      select plain.place, categories.id from plain join categories
        on to_tsvector('catalogue_stems', to_search_words(categories.name)) @@ plain.stem
      union
      select named.place, below.id from named join categories below on below.parent_id = named.id
    ),
    meant as (
      select place, concat_ws(' | ', nullif(exact::text, ''), nullif(nullif(stem::text, exact::text), ''),
        case when is_beginning then to_tsquery('catalogue_words', word || ':*')::text end,
        (select string_agg(quote_literal('category ' || id), ' | ') from named where named.place = plain.place),
        case when not exists (
          select from search_vocabulary where search_vocabulary.word ~>=~ plain.bare and search_vocabulary.word ~<=~
            case when is_beginning then plain.bare || chr(1114111) else plain.bare end)
        then (select string_agg(quote_literal(nearest), ' | ')
          from nearest_search_words(plain.bare, ${guessesMax}) nearest) end) as query
      from plain
    )
    select string_agg('(' || query || ')', ' & ' order by place) as query from meant where query <> ''`);
  return must(rows[0], "an aggregate has a row").query ?? undefined;
}
