-- Sign-ins that the server can end, and a number for each document by which a server notices that somebody's access
-- changed, even if no notification arrived. Prisma's part first.

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "revision" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "disabled_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sign_in" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sign_in_user_id_idx" ON "sign_in"("user_id");

-- AddForeignKey
ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "sign_in" ADD CONSTRAINT sign_in_agent_length CHECK (length(agent) <= 200);


-- A document's revision moves with everything that a server may have to tell or take from those who have it open,
-- whoever writes to the tables; and with it the document's row is locked, so no change of access slips past an append.

CREATE FUNCTION revise_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE document d SET revision = d.revision + 1 WHERE d.id = OLD.document_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE document d SET revision = d.revision + 1 WHERE d.id = NEW.document_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER permission_revises AFTER INSERT OR UPDATE OR DELETE ON "permission"
  FOR EACH ROW EXECUTE FUNCTION revise_document();

CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER document_revises BEFORE UPDATE OF title, trashed_at ON "document"
  FOR EACH ROW WHEN ((NEW.title, NEW.trashed_at) IS DISTINCT FROM (OLD.title, OLD.trashed_at))
  EXECUTE FUNCTION count_revision();


-- Locks a person and every document that they have access to: until the commit they get no new sign-in, no access, no
-- replica, and no change of theirs is committed. The person's row comes first, then the documents by id, everywhere, so
-- that two who do this do not wait for each other. The price is paid by whoever ends a sign-in, which is rare; an append
-- looks a sign-in up and locks nothing for it.
CREATE FUNCTION lock_person(p_user text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user FOR UPDATE;
  PERFORM FROM document d
  WHERE d.id IN (SELECT p.document_id FROM permission p WHERE p.user_id = p_user)
  ORDER BY d.id FOR NO KEY UPDATE;
END $$;

-- Ends one sign-in of a person, or all of them (null). How many were ended.
CREATE FUNCTION end_sign_ins(p_user text, p_sign_in text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_ended int;
BEGIN
  PERFORM lock_person(p_user);
  DELETE FROM sign_in i WHERE i.user_id = p_user AND (p_sign_in IS NULL OR i.id = p_sign_in);
  GET DIAGNOSTICS v_ended = ROW_COUNT;
  IF v_ended > 0 THEN
    PERFORM notify_access(NULL, p_user);
  END IF;
  RETURN v_ended;
END $$;

-- Begins a sign-in, unless the account was disabled or its password changed since the caller verified it: then
-- 'account_disabled' or 'auth_required'. Of more than `p_most` the oldest end.
CREATE FUNCTION begin_sign_in(
  p_id text, p_user text, p_password_hash text, p_agent text, p_seconds int, p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_disabled boolean;
  v_password_hash text;
BEGIN
  -- Waits for whoever is just ending the person's sign-ins, and sees what they left.
  SELECT u.disabled_at IS NOT NULL, u.password_hash INTO v_disabled, v_password_hash
  FROM "user" u WHERE u.id = p_user FOR NO KEY UPDATE;
  IF NOT FOUND OR v_password_hash IS DISTINCT FROM p_password_hash THEN
    RETURN 'auth_required';
  END IF;
  IF v_disabled THEN
    RETURN 'account_disabled';
  END IF;
  DELETE FROM sign_in i WHERE i.user_id = p_user AND i.expires_at <= clock_timestamp();
  PERFORM end_sign_ins(p_user, o.id) FROM (
    SELECT i.id FROM sign_in i WHERE i.user_id = p_user ORDER BY i.created_at DESC, i.id OFFSET p_most - 1
  ) o;
  INSERT INTO sign_in (id, user_id, agent, created_at, expires_at)
  VALUES (p_id, p_user, p_agent, clock_timestamp(), clock_timestamp() + make_interval(secs => p_seconds));
  RETURN 'ok';
END $$;

-- Puts another password in place of the one that the caller verified, and ends every sign-in. False when it was changed
-- meanwhile.
CREATE FUNCTION change_password(p_user text, p_password_hash text, p_next text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_person(p_user);
  UPDATE "user" u SET password_hash = p_next WHERE u.id = p_user AND u.password_hash = p_password_hash;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM end_sign_ins(p_user, NULL);
  RETURN true;
END $$;

-- Disables an account, which ends every sign-in, or enables it again. False when there is none.
CREATE FUNCTION set_disabled(p_user text, p_disabled boolean) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_person(p_user);
  UPDATE "user" u SET disabled_at = CASE WHEN p_disabled THEN coalesce(u.disabled_at, now()) END WHERE u.id = p_user;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF p_disabled THEN
    PERFORM end_sign_ins(p_user, NULL);
  END IF;
  RETURN true;
END $$;

-- As before; and the person's row is locked before the document's, as everywhere.
CREATE OR REPLACE FUNCTION issue_replica(p_document text, p_user text, p_session text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_id int;
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user FOR KEY SHARE;
  IF NOT EXISTS (SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user) THEN
    RETURN NULL;
  END IF;
  UPDATE document d SET next_replica = d.next_replica + 1 WHERE d.id = p_document RETURNING d.next_replica - 1 INTO v_id;
  IF FOUND THEN
    INSERT INTO replica (document_id, id, user_id, session_id) VALUES (p_document, v_id, p_user, p_session);
  END IF;
  RETURN v_id;
END $$;
