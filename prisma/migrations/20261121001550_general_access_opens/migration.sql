-- As before; and a link whose time is over leads somewhere again: who opens the document to anyone means it.
CREATE OR REPLACE FUNCTION set_general_access(
  p_document text, p_actor text, p_allowed role[], p_link text, p_role role, p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
  v_link share_link;
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  SELECT * INTO v_link FROM share_link l WHERE l.document_id = p_document AND l.general;
  IF FOUND THEN
    IF p_role IS NULL THEN
      RETURN remove_link(p_document, p_actor, p_allowed, v_link.id);
    END IF;
    RETURN change_link(
      p_document, p_actor, p_allowed, v_link.id, p_role, v_link.name,
      CASE WHEN v_link.expires_at > clock_timestamp() THEN v_link.expires_at END, false, NULL
    );
  ELSIF p_role IS NULL THEN
    RETURN 'ok';
  END IF;
  v_outcome := create_link(p_document, p_actor, p_allowed, p_link, p_role, '', NULL, NULL, p_most);
  IF v_outcome = 'ok' THEN
    UPDATE share_link l SET general = true WHERE l.id = p_link;
  END IF;
  RETURN v_outcome;
END $$;
