-- Searching takes hardly longer for who may open a hundred thousand documents than for others: where a great many match, it
-- looks at some, and at what they opened last. Prisma's part first.

-- CreateIndex
CREATE INDEX "visit_user_id_opened_at_idx" ON "visit"("user_id", "opened_at" DESC);


-- One of these is among a title's keys when one of its words begins with that, or nearly.
CREATE FUNCTION word_keys(p_word text, p_nearly boolean) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p_nearly
    THEN (SELECT array_agg(DISTINCT hashtext('~' || d)) FROM with_deletions(left(p_word, 6)) d)
    ELSE ARRAY[hashtext('=' || left(p_word, 7))] END
$$;

-- The documents that a person may open and whose titles have words that begin with the first three of `p_words` (as
-- search_words gives them), or, where `p_nearly` says so, nearly. The ones that they opened last come first, then those that
-- were edited last.
--
-- Somebody with few documents has them looked through. For somebody with many the index says which to look at: five hundred
-- that match and, if there are more, those of the thousand that they opened last; so much matches only what means none of
-- them in particular. Each is looked up by itself, which ends where there are enough; joining whole tables, which the
-- planner would, takes as long for the first as for all.
DROP FUNCTION search_titles(text, text, boolean, int);
CREATE FUNCTION search_titles(p_user text, p_words text[], p_nearly boolean[], p_limit int)
RETURNS TABLE (id text, title text, role role, edited_at timestamptz, opened_at timestamptz, times int)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = 'force_custom_plan'
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  c_few constant int := 1000;
  c_opened constant int := 1000;
  c_any constant int := 500;
  v_one int[] := word_keys(p_words[1], p_nearly[1]);
  v_two int[] := CASE WHEN p_words[2] IS NOT NULL THEN word_keys(p_words[2], p_nearly[2]) END;
  v_three int[] := CASE WHEN p_words[3] IS NOT NULL THEN word_keys(p_words[3], p_nearly[3]) END;
  v_found text[];
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM permission p WHERE p.user_id = p_user LIMIT c_few + 1) few) <= c_few THEN
    RETURN QUERY
    SELECT d.id, d.title, p.role, d.edited_at, v.opened_at, v.times
    FROM permission p JOIN title_index t ON t.document_id = p.document_id JOIN document d ON d.id = p.document_id
      LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = p.document_id
    WHERE p.user_id = p_user AND d.trashed_at IS NULL
      AND t.keys && v_one AND (v_two IS NULL OR t.keys && v_two) AND (v_three IS NULL OR t.keys && v_three)
    ORDER BY v.opened_at DESC NULLS LAST, d.edited_at DESC LIMIT p_limit;
    RETURN;
  END IF;
  v_found := ARRAY(
    SELECT d.id
    FROM title_index t JOIN permission p ON p.document_id = t.document_id AND p.user_id = p_user
      JOIN document d ON d.id = t.document_id
    WHERE d.trashed_at IS NULL
      AND t.keys && v_one AND (v_two IS NULL OR t.keys && v_two) AND (v_three IS NULL OR t.keys && v_three)
    LIMIT c_any
  );
  IF cardinality(v_found) = c_any THEN
    v_found := ARRAY(
      SELECT unnest(v_found)
      UNION
      SELECT t.document_id
      FROM (SELECT v.document_id FROM visit v WHERE v.user_id = p_user ORDER BY v.opened_at DESC LIMIT c_opened) o
        JOIN title_index t ON t.document_id = o.document_id
      WHERE t.keys && v_one AND (v_two IS NULL OR t.keys && v_two) AND (v_three IS NULL OR t.keys && v_three)
    );
  END IF;
  RETURN QUERY
  SELECT d.id, d.title, p.role, d.edited_at, v.opened_at, v.times
  FROM unnest(v_found) f (id) JOIN permission p ON p.document_id = f.id AND p.user_id = p_user
    JOIN document d ON d.id = f.id
    LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = f.id
  WHERE d.trashed_at IS NULL
  ORDER BY v.opened_at DESC NULLS LAST, d.edited_at DESC LIMIT p_limit;
END $$;

-- As before, and for somebody with many documents as for titles.
CREATE OR REPLACE FUNCTION search_texts(
  p_user text, p_roles role[], p_query tsquery, p_phrases text[], p_candidates int, p_limit int
)
RETURNS TABLE (id text, title text, edited_at timestamptz, text text)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = 'force_custom_plan'
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  c_few constant int := 1000;
  c_opened constant int := 1000;
  c_any constant int := 500;
  v_matching text[];
  v_found text[];
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM permission p WHERE p.user_id = p_user LIMIT c_few + 1) few) <= c_few THEN
    v_found := ARRAY(
      SELECT d.id
      FROM permission p JOIN document_text t ON t.document_id = p.document_id JOIN document d ON d.id = p.document_id
        LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = p.document_id
      WHERE p.user_id = p_user AND p.role = ANY (p_roles) AND d.trashed_at IS NULL AND t.words @@ p_query
      ORDER BY v.opened_at DESC NULLS LAST, d.edited_at DESC LIMIT p_candidates
    );
  ELSE
    v_matching := ARRAY(
      SELECT d.id
      FROM document_text t JOIN permission p ON p.document_id = t.document_id AND p.user_id = p_user
        JOIN document d ON d.id = t.document_id
      WHERE t.words @@ p_query AND p.role = ANY (p_roles) AND d.trashed_at IS NULL LIMIT c_any
    );
    IF cardinality(v_matching) = c_any THEN
      v_matching := ARRAY(
        SELECT unnest(v_matching)
        UNION
        SELECT t.document_id
        FROM (SELECT v.document_id FROM visit v WHERE v.user_id = p_user ORDER BY v.opened_at DESC LIMIT c_opened) o
          JOIN document_text t ON t.document_id = o.document_id
        WHERE t.words @@ p_query
      );
    END IF;
    v_found := ARRAY(
      SELECT d.id
      FROM unnest(v_matching) f (id) JOIN permission p ON p.document_id = f.id AND p.user_id = p_user
        JOIN document d ON d.id = f.id
        LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = f.id
      WHERE p.role = ANY (p_roles) AND d.trashed_at IS NULL
      ORDER BY v.opened_at DESC NULLS LAST, d.edited_at DESC LIMIT p_candidates
    );
  END IF;
  -- One after another, until there are enough: a text that nobody is shown is not read.
  RETURN QUERY
  SELECT d.id, d.title, d.edited_at, t.text
  FROM unnest(v_found) WITH ORDINALITY f (id, place)
    JOIN document d ON d.id = f.id
    CROSS JOIN LATERAL (
      SELECT t.text FROM document_text t
      WHERE t.document_id = f.id
        AND NOT EXISTS (SELECT FROM unnest(p_phrases) phrase WHERE strpos(lower(t.text), phrase) = 0)
    ) t
  ORDER BY f.place LIMIT p_limit;
END $$;
