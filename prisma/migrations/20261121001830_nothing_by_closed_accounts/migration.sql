-- As before; and 'account_disabled' for whose account was closed. Whoever closes one holds the documents of its person until
-- the commit (lock_person): what they had asked for before that waits here, and is nothing of theirs any more then.
CREATE OR REPLACE FUNCTION lock_document(p_document text, p_actor text, p_allowed role[])
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_role role;
  v_disabled boolean;
BEGIN
  PERFORM FROM document d WHERE d.id = p_document FOR NO KEY UPDATE;
  SELECT p.role, u.disabled_at IS NOT NULL INTO v_role, v_disabled
  FROM permission p JOIN "user" u ON u.id = p.user_id WHERE p.document_id = p_document AND p.user_id = p_actor;
  PERFORM act_as(p_actor);
  RETURN CASE
    WHEN v_role IS NULL THEN 'not_found'
    WHEN v_disabled THEN 'account_disabled'
    WHEN v_role = ANY (p_allowed) THEN 'ok'
    ELSE 'forbidden' END;
END $$;
