-- All three are trusted extensions: whoever owns the database may create them. They are part of PostgreSQL's own contrib,
-- which the embedded server, Debian's postgresql package and Neon all have.
CREATE EXTENSION IF NOT EXISTS "unaccent";
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS "fuzzystrmatch";
--> statement-breakpoint
-- Words as they are, without accents: names, models and other languages, where English endings and stop words do harm.
CREATE TEXT SEARCH CONFIGURATION "catalogue_words" (COPY = "simple");
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION "catalogue_words"
  ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  WITH unaccent, simple;
--> statement-breakpoint
-- English words by their stem, so that "watches" finds a watch.
CREATE TEXT SEARCH CONFIGURATION "catalogue_stems" (COPY = "english");
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION "catalogue_stems"
  ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  WITH unaccent, english_stem;
--> statement-breakpoint
-- Letters and digits with single spaces between, for what is stored and for what is asked alike. Without it the parser
-- takes "PSA-9" for a word and a negative number, "back/slash" for a file and "a.b" for a host.
CREATE FUNCTION "to_search_words"(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT trim(regexp_replace(normalize(value, NFKC), '[^[:alnum:]]+', ' ', 'g'));
END;
--> statement-breakpoint
-- The bodies are bound when they are made (BEGIN ATOMIC), so a dump restores under any search path.
CREATE FUNCTION "product_document"(title text, description text, specifications jsonb, category_id uuid)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT setweight(to_tsvector('catalogue_words', to_search_words(title))
      || to_tsvector('catalogue_stems', to_search_words(title)), 'A')
    || setweight(to_tsvector('catalogue_words', to_search_words(specifications::text))
      || to_tsvector('catalogue_stems', to_search_words(specifications::text)), 'B')
    || setweight(array_to_tsvector(ARRAY['category ' || category_id::text]), 'B')
    || setweight(to_tsvector('catalogue_stems', to_search_words(description)), 'C');
END;
--> statement-breakpoint
CREATE FUNCTION "sale_document"(title text, description text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT setweight(to_tsvector('catalogue_words', to_search_words(title))
      || to_tsvector('catalogue_stems', to_search_words(title)), 'A')
    || setweight(to_tsvector('catalogue_stems', to_search_words(description)), 'C');
END;
--> statement-breakpoint
CREATE TABLE "search_vocabulary" (
	"word" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auctions" ADD COLUMN "document" "tsvector" GENERATED ALWAYS AS (sale_document("title", "description")) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "document" "tsvector" GENERATED ALWAYS AS (product_document("title", "description", "specifications", "category_id")) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "lots" ADD COLUMN "document" "tsvector" GENERATED ALWAYS AS (sale_document("title", "description")) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "search_vocabulary_similar_index" ON "search_vocabulary" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_vocabulary_prefix_index" ON "search_vocabulary" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "auctions_document_index" ON "auctions" USING gin ("document") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "products_document_index" ON "products" USING gin ("document") WITH (fastupdate=false) WHERE "products"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "lots_document_index" ON "lots" USING gin ("document") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "lots_unsold_product_index" ON "lots" USING btree ("product_id","auction_id") WHERE "lots"."product_id" is not null and "lots"."status" in ('queued', 'open');--> statement-breakpoint
CREATE INDEX "lots_closing_index" ON "lots" USING btree ("closes_at","product_id") WHERE "lots"."product_id" is not null and "lots"."status" = 'open';--> statement-breakpoint
CREATE INDEX "users_seller_name_index" ON "users" USING gin ("display_name" gin_trgm_ops) WHERE "users"."role" = 'seller' and "users"."deleted_at" is null;
--> statement-breakpoint
-- Which words of the catalogue a mistyped one is nearest to, nearest first: the trigram index gives what looks alike, the
-- edit distance decides. Swapped letters count as two edits, which words of five letters and more may have. Numbers are
-- never guessed: another model is another thing.
CREATE FUNCTION "nearest_search_words"(mistyped text, most integer) RETURNS SETOF text LANGUAGE sql STABLE
SET "pg_trgm.similarity_threshold" = 0.18
AS $$
  SELECT found.word FROM (
    SELECT DISTINCT vocabulary.word FROM public.search_vocabulary vocabulary
    WHERE vocabulary.word OPERATOR(public.%) mistyped AND length(mistyped) BETWEEN 4 AND 40 AND mistyped !~ '[0-9]'
  ) found
  WHERE public.levenshtein_less_equal(found.word, mistyped, CASE WHEN length(mistyped) < 5 THEN 1 ELSE 2 END)
    <= CASE WHEN length(mistyped) < 5 THEN 1 ELSE 2 END
  ORDER BY public.levenshtein(found.word, mistyped), public.similarity(found.word, mistyped) DESC, found.word
  LIMIT most
$$;
--> statement-breakpoint
CREATE FUNCTION "note_search_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.search_vocabulary (word)
  SELECT used.word FROM unnest(tsvector_to_array(to_tsvector('public.catalogue_words',
    public.to_search_words(NEW."title" || ' ' || NEW."specifications"::text || ' ' || NEW."description")))) used (word)
  WHERE length(used.word) BETWEEN 3 AND 40 AND used.word !~ '[0-9]'
    AND NOT EXISTS (SELECT FROM public.search_vocabulary known WHERE known.word = used.word);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "note_search_words" AFTER INSERT OR UPDATE OF "title", "specifications", "description" ON "products"
  FOR EACH ROW EXECUTE FUNCTION "note_search_words"();
--> statement-breakpoint
INSERT INTO "search_vocabulary" ("word")
SELECT DISTINCT word FROM "products", unnest(tsvector_to_array(to_tsvector('catalogue_words',
  to_search_words("title" || ' ' || "specifications"::text || ' ' || "description")))) word
WHERE length(word) BETWEEN 3 AND 40 AND word !~ '[0-9]';
