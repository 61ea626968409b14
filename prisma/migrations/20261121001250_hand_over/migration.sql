-- An owner who leaves makes somebody else one first: in one step, so that there is no moment without.

-- Makes somebody who has access an owner, and the actor an editor, at once. Who can't sign in would own it in name only.
CREATE FUNCTION hand_over(p_document text, p_actor text, p_allowed role[], p_user text)
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
