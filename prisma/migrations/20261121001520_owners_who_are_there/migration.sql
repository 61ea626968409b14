-- As before; but not to who can't sign in: they would own it in name only.
CREATE OR REPLACE FUNCTION hand_over(p_document text, p_actor text, p_allowed role[], p_user text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  IF p_user = p_actor THEN
    RETURN 'conflict';
  END IF;
  -- A guest can't sign in again: a document of theirs alone would be nobody's one day.
  UPDATE permission p SET role = 'owner', link_id = NULL, role_without_link = NULL FROM "user" u
  WHERE p.document_id = p_document AND p.user_id = p_user AND u.id = p_user AND u.email IS NOT NULL
    AND u.disabled_at IS NULL;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  UPDATE permission p SET role = 'editor' WHERE p.document_id = p_document AND p.user_id = p_actor;
  PERFORM notify_access(p_document, NULL);
  RETURN 'ok';
END $$;

-- As before; and who is made the owner stays who they are until the commit: an account that is just being deleted or disabled
-- is waited for, and is none then.
CREATE OR REPLACE FUNCTION administer_transfer(p_actor text, p_document text, p_email text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_user text;
BEGIN
  IF NOT act_as_administrator(p_actor) THEN
    RETURN 'not_found';
  END IF;
  SELECT u.id INTO v_user FROM "user" u WHERE u.email = p_email AND u.disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RETURN 'bad_request';
  END IF;
  IF v_user = p_actor THEN
    RETURN 'forbidden';
  END IF;
  PERFORM FROM document d WHERE d.id = p_document FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  DELETE FROM blocked_person b WHERE b.document_id = p_document AND b.user_id = v_user;
  INSERT INTO permission AS p (document_id, user_id, role) VALUES (p_document, v_user, 'owner')
  ON CONFLICT (document_id, user_id) DO UPDATE SET role = 'owner', link_id = NULL, role_without_link = NULL;
  UPDATE permission p SET role = 'editor' WHERE p.document_id = p_document AND p.role = 'owner' AND p.user_id <> v_user;
  PERFORM notify_access(p_document, NULL);
  RETURN 'ok';
END $$;
