-- A typo is looked up among the words of all titles, which are few beside the titles: what it may mean is a handful of
-- beginnings, and titles are found by these as by any other. What a title is found by is a third of what it was.
-- Prisma's part first.

-- CreateTable
CREATE TABLE "title_word" (
    "word" TEXT NOT NULL,
    "keys" INTEGER[],

    CONSTRAINT "title_word_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "title_word_keys_idx" ON "title_word" USING GIN ("keys");


DROP FUNCTION search_titles(text, text[], boolean[], int);
DROP FUNCTION word_keys(text, boolean);

DROP FUNCTION title_keys(text);

-- The words of a title that it is found by, each once, in one order.
CREATE FUNCTION title_words(p_title text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY(SELECT DISTINCT w FROM unnest((search_words(p_title))[1:24]) w ORDER BY w);
END $$;

-- What a title with these words is found by: '=' and each of them, and their beginnings, up to sixteen characters. As hashes,
-- which are compared faster than text; what is found by them is looked at again. A loop: a query in a function is planned
-- for each title.
CREATE FUNCTION title_keys(p_words text[]) RETURNS int[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  v_keys int[] := '{}';
  v_word text;
BEGIN
  FOREACH v_word IN ARRAY p_words LOOP
    v_keys := v_keys || hashtext('=' || v_word);
    FOR i IN 1..least(length(v_word), 16) LOOP
      v_keys := v_keys || hashtext(left(v_word, i));
    END LOOP;
  END LOOP;
  RETURN v_keys;
END $$;

-- What a word is found by that somebody mistypes: its beginnings of three to seven characters, as they are and with deletions.
CREATE FUNCTION typo_keys(p_word text) RETURNS int[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  v_keys int[] := '{}';
BEGIN
  FOR n IN 3..least(length(p_word), 7) LOOP
    v_keys := v_keys || hashtext(left(p_word, n));
    FOR i IN 1..n LOOP
      v_keys := v_keys || hashtext(overlay(left(p_word, n) PLACING '' FROM i FOR 1));
    END LOOP;
  END LOOP;
  RETURN v_keys;
END $$;

-- Whether two texts are the same but for one typo at most: a character more, one less, another one, two in the wrong order.
CREATE FUNCTION is_nearly(p_one text, p_other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT p_one = p_other OR EXISTS (
    SELECT FROM generate_series(1, greatest(length(p_one), length(p_other))) i
    WHERE CASE length(p_other) - length(p_one)
      WHEN 1 THEN overlay(p_other PLACING '' FROM i FOR 1) = p_one
      WHEN -1 THEN overlay(p_one PLACING '' FROM i FOR 1) = p_other
      WHEN 0 THEN overlay(p_one PLACING '' FROM i FOR 1) = overlay(p_other PLACING '' FROM i FOR 1)
        OR overlay(p_one PLACING reverse(substr(p_one, i, 2)) FROM i FOR 2) = p_other
      ELSE false END
  )
$$;

-- The beginnings of words of titles that somebody may mean who types p_word, of any titles: nobody is to be told them.
CREATE FUNCTION meant_beginnings(p_word text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  -- Each beginning once before it is compared: hundreds of words may have the same one.
  -- A typo is in one half: the other one is as it was typed, but for a character where they meet. Comparing halves costs a
  -- hundredth of what looking for the typo does, and thousands of names may begin with the same verb.
  WITH beginnings AS MATERIALIZED (
    SELECT DISTINCT b
    FROM title_word w, generate_series(length(p_word) - 1, length(p_word) + 1) n, left(w.word, n) b,
      (VALUES ((length(p_word) - 2) / 2)) halves (h)
    WHERE w.keys && ARRAY(SELECT hashtext(d) FROM with_deletions(left(p_word, 6)) d) AND n <= length(w.word)
      AND (left(b, h) = left(p_word, h) OR right(b, h) = right(p_word, h))
  )
  SELECT b FROM beginnings WHERE is_nearly(p_word, b)
$$;

-- Also holds the words until this commits: whoever takes one away that no title has any more sees that this one has it.
CREATE OR REPLACE FUNCTION index_title() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_words text[] := title_words(NEW.title);
  v_held int;
BEGIN
  INSERT INTO title_index (document_id, keys) VALUES (NEW.id, title_keys(v_words))
  ON CONFLICT (document_id) DO UPDATE SET keys = excluded.keys;
  LOOP
    PERFORM FROM title_word k WHERE k.word = ANY (v_words) ORDER BY k.word FOR KEY SHARE;
    GET DIAGNOSTICS v_held = ROW_COUNT;
    EXIT WHEN v_held = cardinality(v_words);
    INSERT INTO title_word (word, keys)
    SELECT w, typo_keys(w) FROM unnest(v_words) w WHERE NOT EXISTS (SELECT FROM title_word k WHERE k.word = w)
    ORDER BY w ON CONFLICT (word) DO NOTHING;
  END LOOP;
  RETURN NULL;
END $$;

-- What no title says any more is not kept. After the title's own entry is gone, or another one: triggers of one event run by
-- their names, and those of foreign keys before all others.
CREATE FUNCTION forget_title() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_word text;
BEGIN
  FOR v_word IN
    SELECT w FROM unnest(title_words(OLD.title)) w
    WHERE NOT EXISTS (SELECT FROM title_index t WHERE t.keys @> ARRAY[hashtext('=' || w)]) ORDER BY w
  LOOP
    -- Nobody waits for it: whoever gives it to a title at this moment keeps it. Those who did so before are seen below.
    PERFORM FROM title_word k WHERE k.word = v_word FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
      DELETE FROM title_word k
      WHERE k.word = v_word AND NOT EXISTS (SELECT FROM title_index t WHERE t.keys @> ARRAY[hashtext('=' || v_word)]);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER document_title_forgotten AFTER DELETE ON "document" FOR EACH ROW EXECUTE FUNCTION forget_title();
CREATE TRIGGER document_title_replaced AFTER UPDATE OF title ON "document"
  FOR EACH ROW WHEN (NEW.title <> OLD.title) EXECUTE FUNCTION forget_title();

DROP INDEX title_index_keys_idx;
TRUNCATE title_index;
INSERT INTO title_index (document_id, keys) SELECT d.id, title_keys(title_words(d.title)) FROM "document" d;
CREATE INDEX "title_index_keys_idx" ON "title_index" USING GIN ("keys");
INSERT INTO title_word (word, keys)
SELECT w, typo_keys(w) FROM (SELECT DISTINCT unnest(title_words(d.title)) w FROM "document" d) words;

-- The documents that a person may open and whose titles have the first three of p_words (as search_words gives them): at first
-- as whole words; when these are not p_enough, as beginnings; then, where p_nearly says so, with a typo. What was found
-- already may come again.
--
-- Somebody with few documents has them looked through. For somebody with many the index says which to look at: five hundred
-- that match and, if there are more, those of the thousand that they opened last; so much matches only what means none of
-- them in particular. Each is looked up by itself, which ends where there are enough; joining whole tables, which the
-- planner would, takes as long for the first as for all.
CREATE FUNCTION search_titles(p_user text, p_words text[], p_nearly boolean[], p_enough int)
RETURNS TABLE (id text, title text, role role, edited_at timestamptz, opened_at timestamptz, times int)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = 'force_custom_plan'
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_seqscan = off
SET max_parallel_workers_per_gather = 0
AS $$
#variable_conflict use_column
DECLARE
  c_few constant int := 1000;
  c_opened constant int := 1000;
  c_any constant int := 500;
  v_few boolean := (SELECT count(*) FROM (SELECT FROM permission p WHERE p.user_id = p_user LIMIT c_few + 1) few) <= c_few;
  v_how text;
  v_one int[];
  v_two int[];
  v_three int[];
  v_found int;
BEGIN
  FOREACH v_how IN ARRAY ARRAY['whole', 'begun', 'nearly'] LOOP
    CONTINUE WHEN v_few AND v_how = 'whole' OR v_how = 'nearly' AND NOT true = ANY (p_nearly);
    v_one := word_keys(p_words[1], v_how, p_nearly[1]);
    v_two := word_keys(p_words[2], v_how, p_nearly[2]);
    v_three := word_keys(p_words[3], v_how, p_nearly[3]);
    IF v_few THEN
      RETURN QUERY
      SELECT d.id, d.title, p.role, d.edited_at, v.opened_at, v.times
      FROM permission p JOIN title_index t ON t.document_id = p.document_id JOIN document d ON d.id = p.document_id
        LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = p.document_id
      WHERE p.user_id = p_user AND d.trashed_at IS NULL
        AND t.keys && v_one AND (v_two IS NULL OR t.keys && v_two) AND (v_three IS NULL OR t.keys && v_three);
      GET DIAGNOSTICS v_found = ROW_COUNT;
    ELSE
      RETURN QUERY
      SELECT d.id, d.title, p.role, d.edited_at, v.opened_at, v.times
      FROM title_index t JOIN permission p ON p.document_id = t.document_id AND p.user_id = p_user
        JOIN document d ON d.id = t.document_id
        LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = t.document_id
      WHERE d.trashed_at IS NULL
        AND t.keys && v_one AND (v_two IS NULL OR t.keys && v_two) AND (v_three IS NULL OR t.keys && v_three)
      LIMIT c_any;
      GET DIAGNOSTICS v_found = ROW_COUNT;
      IF v_found = c_any THEN
        RETURN QUERY
        SELECT d.id, d.title, p.role, d.edited_at, o.opened_at, o.times
        FROM (
          SELECT v.document_id, v.opened_at, v.times FROM visit v
          WHERE v.user_id = p_user ORDER BY v.opened_at DESC LIMIT c_opened
        ) o
          JOIN title_index t ON t.document_id = o.document_id
          JOIN permission p ON p.document_id = t.document_id AND p.user_id = p_user
          JOIN document d ON d.id = t.document_id
        WHERE d.trashed_at IS NULL
          AND t.keys && v_one AND (v_two IS NULL OR t.keys && v_two) AND (v_three IS NULL OR t.keys && v_three);
      END IF;
    END IF;
    EXIT WHEN v_found >= p_enough;
  END LOOP;
END $$;

-- One of these is among a title's keys when it has that word, has one that begins so, or nearly; null without a word.
CREATE FUNCTION word_keys(p_word text, p_how text, p_nearly boolean) RETURNS int[] LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_word IS NULL THEN NULL
    WHEN p_how = 'whole' THEN ARRAY[hashtext('=' || p_word)]
    WHEN p_how = 'nearly' AND p_nearly THEN
      (SELECT coalesce(array_agg(DISTINCT hashtext(left(b, 16))), '{}') FROM meant_beginnings(p_word) b)
    ELSE ARRAY[hashtext(left(p_word, 16))] END
$$;
