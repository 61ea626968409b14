-- As before; but the person's row is locked before the document's, as everywhere: these took it afterwards, by a foreign key or
-- on purpose, and whoever ends a sign-in of that person at the same moment (lock_person) would wait for them and they for it.

CREATE OR REPLACE FUNCTION set_starred(p_document text, p_actor text, p_allowed role[], p_starred boolean)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_actor FOR KEY SHARE;
  v_outcome := lock_document(p_document, p_actor, p_allowed);
  IF v_outcome = 'ok' AND p_starred THEN
    INSERT INTO star (user_id, document_id) VALUES (p_actor, p_document) ON CONFLICT DO NOTHING;
  ELSIF v_outcome = 'ok' THEN
    DELETE FROM star s WHERE s.user_id = p_actor AND s.document_id = p_document;
  END IF;
  RETURN v_outcome;
END $$;

CREATE OR REPLACE FUNCTION set_tagged(
  p_document text, p_actor text, p_allowed role[], p_name text, p_tagged boolean, p_most_on_one int, p_most_names int
)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
BEGIN
  -- Of two tabs of one person at once each sees what the other one did.
  PERFORM FROM "user" u WHERE u.id = p_actor FOR NO KEY UPDATE;
  v_outcome := lock_document(p_document, p_actor, p_allowed);
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  IF NOT p_tagged THEN
    DELETE FROM document_tag t WHERE t.user_id = p_actor AND t.document_id = p_document AND t.name = p_name;
    RETURN v_outcome;
  END IF;
  INSERT INTO document_tag (user_id, document_id, name) VALUES (p_actor, p_document, p_name) ON CONFLICT DO NOTHING;
  IF (SELECT count(*) FROM document_tag t WHERE t.user_id = p_actor AND t.document_id = p_document) > p_most_on_one
    OR (SELECT count(DISTINCT t.name) FROM document_tag t WHERE t.user_id = p_actor) > p_most_names THEN
    DELETE FROM document_tag t WHERE t.user_id = p_actor AND t.document_id = p_document AND t.name = p_name;
    RETURN 'conflict';
  END IF;
  RETURN v_outcome;
END $$;

CREATE OR REPLACE FUNCTION block_person(p_document text, p_actor text, p_allowed role[], p_user text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
  v_known boolean;
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user FOR KEY SHARE;
  v_outcome := lock_document(p_document, p_actor, p_allowed);
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  IF p_user = p_actor THEN
    RETURN 'conflict';
  END IF;
  DELETE FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user;
  v_known := FOUND;
  DELETE FROM access_request r WHERE r.document_id = p_document AND r.user_id = p_user;
  IF NOT (FOUND OR v_known) THEN
    RETURN 'not_found';
  END IF;
  INSERT INTO blocked_person (document_id, user_id) VALUES (p_document, p_user);
  PERFORM audit('person_blocked', p_actor, p_document, p_user, NULL);
  PERFORM notify_access(p_document, p_user);
  RETURN 'ok';
END $$;
