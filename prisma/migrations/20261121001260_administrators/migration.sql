-- People who administer the instance: accounts, whose documents are, and what was done. They read no document by it.
-- Prisma's part first.

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "administrator" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "user_created_at_id_idx" ON "user"("created_at", "id");


ALTER TABLE "user" ADD CONSTRAINT user_administrator_has_account CHECK (email IS NOT NULL OR NOT administrator);

CREATE FUNCTION audit_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit(
    CASE WHEN NEW.administrator THEN 'administrator_made' ELSE 'administrator_unmade' END, acting_person(), NULL, NEW.id, NULL
  );
  RETURN NULL;
END $$;
CREATE TRIGGER user_administrator_audited AFTER UPDATE OF administrator ON "user"
  FOR EACH ROW WHEN (OLD.administrator <> NEW.administrator) EXECUTE FUNCTION audit_administrator();

-- Whether `p_actor` administers the instance now; if so, nobody takes that from them before this transaction ends, and what
-- follows is done on their behalf.
CREATE FUNCTION act_as_administrator(p_actor text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_actor AND u.administrator AND u.disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM act_as(p_actor);
  RETURN true;
END $$;

-- 'not_found' for who does not administer anything and for who does not exist alike; 'conflict' for oneself.
CREATE FUNCTION administer_disabled(p_actor text, p_user text, p_disabled boolean) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF NOT act_as_administrator(p_actor) THEN
    RETURN 'not_found';
  END IF;
  IF p_user = p_actor THEN
    RETURN 'conflict';
  END IF;
  RETURN CASE WHEN set_disabled(p_user, p_disabled) THEN 'ok' ELSE 'not_found' END;
END $$;

CREATE FUNCTION administer_sign_ins(p_actor text, p_user text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF NOT act_as_administrator(p_actor) OR NOT EXISTS (SELECT FROM "user" u WHERE u.id = p_user) THEN
    RETURN 'not_found';
  END IF;
  PERFORM end_sign_ins(p_user, NULL);
  RETURN 'ok';
END $$;

-- The address of somebody who is sent a link for another password. Null as above, and for who has none.
CREATE FUNCTION administer_reset(p_actor text, p_user text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_email text;
BEGIN
  IF NOT act_as_administrator(p_actor) THEN
    RETURN NULL;
  END IF;
  SELECT u.email INTO v_email FROM "user" u WHERE u.id = p_user AND u.disabled_at IS NULL;
  IF v_email IS NOT NULL THEN
    PERFORM audit('password_reset_asked', p_actor, NULL, p_user, NULL);
  END IF;
  RETURN v_email;
END $$;

-- Makes the person with this address the only owner; who owned the document is an editor then. 'bad_request' when nobody has
-- that address or the account is disabled, 'forbidden' for oneself: an administrator gets into no document by this.
-- The new owner is locked until the commit: an account that is just being deleted or disabled is waited for, and is none then.
CREATE FUNCTION administer_transfer(p_actor text, p_document text, p_email text) RETURNS text LANGUAGE plpgsql AS $$
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
