-- Titles are found by the beginnings of their words, with one typo; and who opens what is remembered, because that is
-- what they look for. Prisma's part first.

-- DropIndex
DROP INDEX "document_title_idx";

-- CreateTable
CREATE TABLE "title_index" (
    "document_id" TEXT NOT NULL,
    "keys" INTEGER[],

    CONSTRAINT "title_index_pkey" PRIMARY KEY ("document_id")
);

-- CreateTable
CREATE TABLE "visit" (
    "user_id" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "times" INTEGER NOT NULL,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("user_id","document_id")
);

-- CreateIndex
CREATE INDEX "visit_document_id_idx" ON "visit"("document_id");

-- CreateIndex
CREATE INDEX "title_index_keys_idx" ON "title_index" USING GIN ("keys");

-- AddForeignKey
ALTER TABLE "title_index" ADD CONSTRAINT "title_index_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The words of a text as they are compared: small letters without accents, in the order in which they stand.
CREATE FUNCTION search_words(p_text text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_remove(
    regexp_split_to_array(
      replace(regexp_replace(lower(normalize(p_text, NFKD)), U&'[\0300-\036f]', '', 'g'), 'ς', 'σ'), '[^[:alnum:]]+'
    ), ''
  )
$$;

-- A text, and it without any one of its characters: two texts that are one typo apart (a character more, one less, another
-- one, two in the wrong order) have one of these in common. (The symmetric delete method.)
CREATE FUNCTION with_deletions(p_text text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT p_text UNION ALL SELECT overlay(p_text PLACING '' FROM i FOR 1) FROM generate_series(1, length(p_text)) i
$$;

-- What a title is found by: '=' and the beginnings of its words, up to seven characters; '~' and those of three to seven
-- with deletions. As hashes, which are compared faster than text; what is found by them is looked at again.
CREATE FUNCTION title_keys(p_title text) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT hashtext(k)), '{}')
  FROM unnest((search_words(p_title))[1:24]) w, generate_series(1, least(length(w), 7)) n,
    LATERAL (
      SELECT '=' || left(w, n) UNION ALL SELECT '~' || d FROM with_deletions(left(w, n)) d WHERE n >= 3
    ) keys (k)
$$;

-- A table of its own: the document's row is written with every commit, and this is ten times its size.
CREATE FUNCTION index_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO title_index (document_id, keys) VALUES (NEW.id, title_keys(NEW.title))
  ON CONFLICT (document_id) DO UPDATE SET keys = excluded.keys;
  RETURN NULL;
END $$;
CREATE TRIGGER document_title_created AFTER INSERT ON "document" FOR EACH ROW EXECUTE FUNCTION index_title();
CREATE TRIGGER document_title_changed AFTER UPDATE OF title ON "document"
  FOR EACH ROW WHEN (NEW.title <> OLD.title) EXECUTE FUNCTION index_title();
INSERT INTO title_index (document_id, keys) SELECT d.id, title_keys(d.title) FROM "document" d;

-- The documents that a person may open and whose titles have a word that begins with `p_word` (as search_words gives
-- it), or, with p_typo, nearly. The ones that they opened last come first, then those that were edited last.
--
-- Somebody with few documents has them looked through; for somebody with many the index says which to look at.
CREATE FUNCTION search_titles(p_user text, p_word text, p_typo boolean, p_limit int)
RETURNS TABLE (id text, title text, role role, edited_at timestamptz, opened_at timestamptz, times int)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = 'force_custom_plan'
AS $$
#variable_conflict use_column
DECLARE
  c_few constant int := 1000;
  v_keys int[] := CASE WHEN p_typo
    THEN (SELECT array_agg(DISTINCT hashtext('~' || d)) FROM with_deletions(left(p_word, 6)) d)
    ELSE ARRAY[hashtext('=' || left(p_word, 7))] END;
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM permission p WHERE p.user_id = p_user LIMIT c_few + 1) few) <= c_few THEN
    RETURN QUERY
    SELECT d.id, d.title, p.role, d.edited_at, v.opened_at, v.times
    FROM permission p JOIN title_index t ON t.document_id = p.document_id JOIN document d ON d.id = p.document_id
      LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = p.document_id
    WHERE p.user_id = p_user AND d.trashed_at IS NULL AND t.keys && v_keys
    ORDER BY v.opened_at DESC NULLS LAST, d.edited_at DESC LIMIT p_limit;
  ELSE
    RETURN QUERY
    WITH found AS MATERIALIZED (SELECT t.document_id FROM title_index t WHERE t.keys && v_keys)
    SELECT d.id, d.title, p.role, d.edited_at, v.opened_at, v.times
    FROM found f JOIN permission p ON p.document_id = f.document_id AND p.user_id = p_user
      JOIN document d ON d.id = f.document_id
      LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = f.document_id
    WHERE d.trashed_at IS NULL
    ORDER BY v.opened_at DESC NULLS LAST, d.edited_at DESC LIMIT p_limit;
  END IF;
END $$;


-- As before; and it remembers who opened what: every page that is opened asks for a replica.
CREATE OR REPLACE FUNCTION issue_replica(p_document text, p_user text, p_session text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_id int;
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user FOR KEY SHARE;
  IF NOT EXISTS (SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user) THEN
    RETURN NULL;
  END IF;
  UPDATE document d SET next_replica = d.next_replica + 1 WHERE d.id = p_document RETURNING d.next_replica - 1 INTO v_id;
  IF FOUND THEN
    INSERT INTO replica (document_id, id, user_id, session_id) VALUES (p_document, v_id, p_user, p_session);
    INSERT INTO visit AS v (user_id, document_id, opened_at, times) VALUES (p_user, p_document, clock_timestamp(), 1)
    ON CONFLICT (user_id, document_id) DO UPDATE SET opened_at = excluded.opened_at, times = v.times + 1;
  END IF;
  RETURN v_id;
END $$;
