-- Texts that are found come in the order in which they were opened last. Who has opened enough of them lately gets these, and
-- nothing else is looked at: before, a word that is in nearly all texts had fifteen hundred looked up to show ten.

-- Of the documents that a person opened last, those that search_texts looks for; the one that was opened last comes first.
CREATE FUNCTION opened_texts(p_user text, p_roles role[], p_query tsquery, p_opened int, p_limit int)
RETURNS text[] LANGUAGE plpgsql STABLE
SET plan_cache_mode = 'force_custom_plan'
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_seqscan = off
AS $$
BEGIN
  RETURN ARRAY(
    SELECT o.document_id
    FROM (
      SELECT v.document_id, v.opened_at FROM visit v WHERE v.user_id = p_user ORDER BY v.opened_at DESC LIMIT p_opened
    ) o
      JOIN permission p ON p.document_id = o.document_id AND p.user_id = p_user
      JOIN document d ON d.id = o.document_id
      JOIN document_text t ON t.document_id = o.document_id
    WHERE p.role = ANY (p_roles) AND d.trashed_at IS NULL AND t.words @@ p_query
    ORDER BY o.opened_at DESC LIMIT p_limit
  );
END $$;

-- As before, but for that.
CREATE OR REPLACE FUNCTION search_texts(
  p_user text, p_roles role[], p_query tsquery, p_phrases text[], p_candidates int, p_limit int
)
RETURNS TABLE (id text, title text, edited_at timestamptz, text text)
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
  c_lately constant int := 50;
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
    v_found := opened_texts(p_user, p_roles, p_query, c_lately, p_candidates);
    IF cardinality(v_found) < p_candidates THEN
      v_matching := ARRAY(
        SELECT d.id
        FROM document_text t JOIN permission p ON p.document_id = t.document_id AND p.user_id = p_user
          JOIN document d ON d.id = t.document_id
        WHERE t.words @@ p_query AND p.role = ANY (p_roles) AND d.trashed_at IS NULL LIMIT c_any
      );
      -- So many match that some were left out: perhaps those that they opened last.
      IF cardinality(v_matching) = c_any THEN
        v_found := opened_texts(p_user, p_roles, p_query, c_opened, p_candidates);
      END IF;
    END IF;
    IF cardinality(v_found) < p_candidates THEN
      v_found := ARRAY(
        SELECT d.id
        FROM (SELECT unnest(v_matching) UNION SELECT unnest(v_found)) f (id) JOIN document d ON d.id = f.id
          LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = f.id
        ORDER BY v.opened_at DESC NULLS LAST, d.edited_at DESC LIMIT p_candidates
      );
    END IF;
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
