-- Tells every collaboration server, when the transaction commits, that a document has rows which no room of theirs wrote.
-- The revision moves with it, which servers compare all the time: one that did not hear it finds out.
CREATE FUNCTION tell_written(p_document text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE document d SET revision = d.revision + 1 WHERE d.id = p_document;
  PERFORM notify_document(p_document);
END $$;
