-- People who delete their account: what they wrote keeps its author, who has no name any more.

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);


ALTER TABLE "user" ADD CONSTRAINT user_deleted_is_nobody CHECK (
  deleted_at IS NULL OR (email IS NULL AND password_hash IS NULL AND image IS NULL)
);

-- The documents that would have no owner without this person, and whether somebody else would miss them: they have access,
-- or a link that leads there. What is in the trash is missed by nobody.
CREATE FUNCTION owned_alone(p_user text) RETURNS TABLE (id text, title text, is_shared boolean)
LANGUAGE sql STABLE AS $$
  SELECT d.id, d.title, d.trashed_at IS NULL AND (
      EXISTS (SELECT FROM permission o WHERE o.document_id = d.id AND o.user_id <> p_user)
      OR EXISTS (SELECT FROM share_link l WHERE l.document_id = d.id AND l.ended_at IS NULL)
    )
  FROM permission p JOIN document d ON d.id = p.document_id
  WHERE p.user_id = p_user AND p.role = 'owner' AND NOT EXISTS (
    SELECT FROM permission o WHERE o.document_id = d.id AND o.role = 'owner' AND o.user_id <> p_user
  )
$$;

-- Deletes an account whose password the caller verified as that hash: 'conflict' when it was changed since, 'last_owner'
-- while somebody would miss a document. Of the others `p_most` go in one call, so that no call takes for ever: then 'more',
-- and the account is still there. The person's row stays for what they wrote, and says nothing of them; everything else
-- goes that would go with it. Whoever administers the instance can go, too: nobody administers it without an address.
CREATE FUNCTION delete_account(p_user text, p_password_hash text, p_most int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_document text;
  v_table record;
BEGIN
  PERFORM lock_person(p_user);
  PERFORM FROM "user" u
  WHERE u.id = p_user AND u.deleted_at IS NULL AND u.password_hash IS NOT DISTINCT FROM p_password_hash;
  IF NOT FOUND THEN
    RETURN 'conflict';
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
