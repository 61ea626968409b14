-- As before; but nobody can bring an account back, so having signed in a moment ago is no proof for this: 'unproved' until the
-- person has shown who they are once more.
CREATE OR REPLACE FUNCTION delete_account(p_user text, p_sign_in text, p_proof_seconds int, p_most int)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text;
  v_document text;
  v_table record;
BEGIN
  PERFORM lock_person(p_user);
  v_proof := recent_proof(p_user, p_sign_in, p_proof_seconds);
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  IF EXISTS (
    SELECT FROM sign_in i JOIN "user" u ON u.id = i.user_id
    WHERE i.id = p_sign_in AND u.email IS NOT NULL AND i.proved_at <= i.created_at
  ) THEN
    RETURN 'unproved';
  END IF;
  PERFORM act_as(p_user);
  IF EXISTS (SELECT FROM owned_alone(p_user) d WHERE d.is_shared) THEN
    RETURN 'last_owner';
  END IF;
  FOR v_document IN SELECT d.id FROM owned_alone(p_user) d ORDER BY d.id LIMIT p_most LOOP
    UPDATE document d SET trashed_at = coalesce(d.trashed_at, clock_timestamp()) WHERE d.id = v_document;
    PERFORM purge_document(v_document);
  END LOOP;
  IF EXISTS (SELECT FROM owned_alone(p_user)) THEN
    RETURN 'more';
  END IF;
  PERFORM end_sign_ins(p_user, NULL);
  FOR v_table IN
    SELECT c.conrelid::regclass AS name, a.attname AS key
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = '"user"'::regclass AND c.confdeltype = 'c'
  LOOP
    EXECUTE format('DELETE FROM %s WHERE %I = $1', v_table.name, v_table.key) USING p_user;
  END LOOP;
  UPDATE "user" u SET name = 'Deleted person', email = NULL, email_verified = NULL, password_hash = NULL, image = NULL,
    hue = NULL, administrator = false, preferences = '{}', deleted_at = clock_timestamp()
  WHERE u.id = p_user;
  PERFORM audit('account_deleted', p_user, NULL, p_user, NULL);
  PERFORM notify_access(NULL, p_user);
  RETURN 'ok';
END $$;
