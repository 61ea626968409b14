-- What a server needs that writes a text on somebody's behalf.

-- Undoes the statement that appends unless every change was appended (or was in the log since before): a text is replaced
-- whole or not at all. Selected beside append_changes; the error's message is the code of the first change refused.
CREATE FUNCTION require_appended(p_codes text[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_code text;
BEGIN
  FOREACH v_code IN ARRAY p_codes LOOP
    IF v_code NOT IN ('appended', 'known') THEN
      RAISE EXCEPTION '%', v_code USING ERRCODE = 'TD001';
    END IF;
  END LOOP;
  RETURN true;
END $$;

-- A token goes on with the replica that it has in a document. Small: only theirs are in it.
CREATE INDEX replica_of_token ON "replica" (document_id, session_id) WHERE session_id LIKE 'token %';
