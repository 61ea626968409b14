-- Documents are found by what they say. Prisma's part first.

-- CreateTable
CREATE TABLE "document_text" (
    "document_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "opening" TEXT NOT NULL,
    "words" tsvector NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_text_pkey" PRIMARY KEY ("document_id")
);

-- CreateIndex
CREATE INDEX "document_text_words_idx" ON "document_text" USING GIN ("words");

-- AddForeignKey
ALTER TABLE "document_text" ADD CONSTRAINT "document_text_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What is searched is bounded by whoever writes it; this is what a mistake there may cost.
ALTER TABLE "document_text" ADD CONSTRAINT document_text_length CHECK (length(text) <= 262144 AND length(opening) <= 600);

-- Takes over documents, edited after p_since, whose text is not what the log says: those that have been quiet for a while,
-- and those that were not brought up to date for long. `tried_at` keeps others from the same ones meanwhile, and from one
-- that fails again and again. `due` counts what was found, also what somebody else was quicker to take.
CREATE FUNCTION claim_texts(
  p_since timestamptz, p_quiet_ms int, p_longest_ms int, p_again_ms int, p_limit int,
  OUT document_ids text[], OUT at timestamptz, OUT due int
) LANGUAGE plpgsql AS $$
DECLARE
  v_due text[];
BEGIN
  at := now();
  v_due := ARRAY(
    SELECT d.id FROM document d LEFT JOIN document_text t ON t.document_id = d.id
    WHERE d.edited_at > p_since AND d.head > coalesce(t.seq, 0)
      AND (t.tried_at IS NULL OR t.tried_at < at - p_again_ms * interval '1 ms')
      AND (d.edited_at < at - p_quiet_ms * interval '1 ms'
        OR coalesce(t.tried_at, d.created_at) < at - p_longest_ms * interval '1 ms')
    ORDER BY d.edited_at LIMIT p_limit
  );
  due := cardinality(v_due);
  WITH claimed AS (
    INSERT INTO document_text AS t (document_id, seq, text, opening, words, tried_at)
    SELECT d.id, 0, '', '', '', at FROM document d WHERE d.id = ANY (v_due) ORDER BY d.id
    ON CONFLICT (document_id) DO UPDATE SET tried_at = excluded.tried_at
    WHERE t.tried_at < at - p_again_ms * interval '1 ms'
    RETURNING t.document_id
  )
  SELECT coalesce(array_agg(c.document_id), '{}') INTO document_ids FROM claimed c;
END $$;

-- The documents that a person has one of those roles in and whose text has every word of the query, and every phrase, which
-- comes in small letters. The ones that they opened last come first, then those that were edited last.
--
-- Somebody with few documents has them looked through; for somebody with many the index says which to look at.
CREATE FUNCTION search_texts(
  p_user text, p_roles role[], p_query tsquery, p_phrases text[], p_candidates int, p_limit int
)
RETURNS TABLE (id text, title text, edited_at timestamptz, text text)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = 'force_custom_plan'
AS $$
#variable_conflict use_column
DECLARE
  c_few constant int := 1000;
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
    v_found := ARRAY(
      WITH found AS MATERIALIZED (SELECT t.document_id FROM document_text t WHERE t.words @@ p_query)
      SELECT d.id
      FROM found f JOIN permission p ON p.document_id = f.document_id AND p.user_id = p_user
        JOIN document d ON d.id = f.document_id
        LEFT JOIN visit v ON v.user_id = p_user AND v.document_id = f.document_id
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
