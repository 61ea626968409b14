-- Replicas were kept for ever, also those as which nobody ever wrote: every page that somebody opens has one. From here on
-- each person has the newest p_kept of a document, and of those before only the ones that are in its log. A number is
-- never given out again all the same: it comes from the counter.

-- The replicas of a person in a document, the newest first; it serves what the shorter one did.
CREATE INDEX "replica_user_id_document_id_id_idx" ON "replica"("user_id", "document_id", "id");
DROP INDEX "replica_user_id_idx";

DROP FUNCTION issue_replica(text, text, text);

-- As before; and it says which replica of that person is none of the newest any more with this one, if nobody wrote as it:
-- null mostly. Every one crosses that line once, in the order of the counter, whose row is held until the commit.
CREATE FUNCTION issue_replica(
  p_document text, p_user text, p_session text, p_kept int, OUT id int, OUT spent int
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user FOR KEY SHARE;
  -- Before the counter: whoever deletes the document for good has its row first, and then what hangs on it.
  PERFORM FROM document d WHERE d.id = p_document FOR KEY SHARE;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user) THEN
    RETURN;
  END IF;
  INSERT INTO replica_counter AS c (document_id, next) VALUES (p_document, 2)
  ON CONFLICT (document_id) DO UPDATE SET next = c.next + 1 RETURNING c.next - 1 INTO issue_replica.id;
  INSERT INTO replica (document_id, id, user_id, session_id) VALUES (p_document, issue_replica.id, p_user, p_session);
  SELECT r.id INTO spent FROM (
    SELECT x.id, x.last_rseq FROM replica x WHERE x.user_id = p_user AND x.document_id = p_document
    ORDER BY x.id DESC OFFSET p_kept LIMIT 1
  ) r WHERE r.last_rseq = 0;
  INSERT INTO visit AS v (user_id, document_id, opened_at, times) VALUES (p_user, p_document, clock_timestamp(), 1)
  ON CONFLICT (user_id, document_id) DO UPDATE SET opened_at = excluded.opened_at, times = v.times + 1;
END $$;

-- Gives a replica back as which nobody wrote. Behind the lock that appends take, so that what they found does not go while
-- they write; and in a transaction of its own, so that opening a document waits for no writer.
CREATE FUNCTION give_back_replica(p_document text, p_replica int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM document d WHERE d.id = p_document FOR NO KEY UPDATE;
  DELETE FROM replica r WHERE r.document_id = p_document AND r.id = p_replica AND r.last_rseq = 0;
END $$;
