-- Links that give access to whoever has them, and people without an account who came by one. Prisma's part first.

-- AlterTable
ALTER TABLE "permission" ADD COLUMN     "link_id" TEXT,
ADD COLUMN     "role_without_link" "role";

-- AlterTable
ALTER TABLE "user" ALTER COLUMN "email" DROP NOT NULL;

-- CreateTable
CREATE TABLE "share_link" (
    "id" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "name" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "password_hash" TEXT,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "share_link_document_id_idx" ON "share_link"("document_id");

-- CreateIndex
CREATE INDEX "permission_link_id_idx" ON "permission"("link_id");

-- AddForeignKey
ALTER TABLE "permission" ADD CONSTRAINT "permission_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "share_link"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "share_link"
  ADD CONSTRAINT share_link_role CHECK (role <> 'owner'),
  ADD CONSTRAINT share_link_name_length CHECK (length(name) <= 640),
  ADD CONSTRAINT share_link_counters CHECK (generation >= 1 AND uses >= 0);

-- Nobody signs in with a password who has no address to sign in with.
ALTER TABLE "user" ADD CONSTRAINT user_guest_has_no_password CHECK (email IS NOT NULL OR password_hash IS NULL);

-- `role` stays what everybody asks for. Where it comes from a link it is the stronger of the link's and the one that was
-- given by name, which is what remains when the link goes: nothing when it is null.
ALTER TABLE "permission"
  ADD CONSTRAINT permission_without_link CHECK (link_id IS NOT NULL OR role_without_link IS NULL),
  ADD CONSTRAINT permission_stronger CHECK (role <= role_without_link);

-- The ones whose time will be over.
CREATE INDEX share_link_expiry ON "share_link" (expires_at) WHERE ended_at IS NULL AND expires_at IS NOT NULL;


-- Gives back what people have by a link, and tells the servers. The caller holds the document.
CREATE FUNCTION drop_link_access(p_document text, p_link text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM permission p WHERE p.document_id = p_document AND p.link_id = p_link AND p.role_without_link IS NULL;
  UPDATE permission p SET role = p.role_without_link, link_id = NULL, role_without_link = NULL
  WHERE p.document_id = p_document AND p.link_id = p_link;
  PERFORM notify_access(p_document, NULL);
END $$;

-- 'conflict' when the document has `p_most` links already.
CREATE FUNCTION create_link(
  p_document text, p_actor text, p_allowed role[], p_link text, p_role role, p_name text, p_password_hash text,
  p_expires timestamptz, p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  IF (SELECT count(*) FROM share_link l WHERE l.document_id = p_document) >= p_most THEN
    RETURN 'conflict';
  END IF;
  INSERT INTO share_link (id, document_id, role, name, password_hash, expires_at)
  VALUES (p_link, p_document, p_role, p_name, p_password_hash, p_expires);
  RETURN 'ok';
END $$;

-- Changes a link; those who are here by it have the new role from this commit on. An end that lies ahead opens a link
-- again whose time was over. The password stays as it is unless `p_password` says that it changes too.
CREATE FUNCTION change_link(
  p_document text, p_actor text, p_allowed role[], p_link text, p_role role, p_name text, p_expires timestamptz,
  p_password boolean, p_password_hash text
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
  v_role role;
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  SELECT l.role INTO v_role FROM share_link l WHERE l.id = p_link AND l.document_id = p_document;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  UPDATE share_link l SET role = p_role, name = p_name, expires_at = p_expires, ended_at = NULL,
    password_hash = CASE WHEN p_password THEN p_password_hash ELSE l.password_hash END
  WHERE l.id = p_link;
  IF p_role <> v_role THEN
    UPDATE permission p SET role = least(p_role, p.role_without_link)
    WHERE p.document_id = p_document AND p.link_id = p_link;
    PERFORM notify_access(p_document, NULL);
  END IF;
  RETURN 'ok';
END $$;

-- Gives a link another address: the old one leads nowhere, and who came by it has nothing of it any more.
CREATE FUNCTION renew_link(p_document text, p_actor text, p_allowed role[], p_link text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  UPDATE share_link l SET generation = l.generation + 1 WHERE l.id = p_link AND l.document_id = p_document;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  PERFORM drop_link_access(p_document, p_link);
  RETURN 'ok';
END $$;

-- Turns a link off for good.
CREATE FUNCTION remove_link(p_document text, p_actor text, p_allowed role[], p_link text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  PERFORM FROM share_link l WHERE l.id = p_link AND l.document_id = p_document;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  PERFORM drop_link_access(p_document, p_link);
  DELETE FROM share_link l WHERE l.id = p_link;
  RETURN 'ok';
END $$;

-- Gives somebody the access that a link gives, if it gives more than they have. Null for a link that leads nowhere now.
CREATE FUNCTION open_link(p_link text, p_generation int, p_user text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_document text;
  v_link role;
  v_role role;
BEGIN
  SELECT l.document_id INTO v_document FROM share_link l WHERE l.id = p_link;
  PERFORM FROM document d WHERE d.id = v_document AND d.trashed_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- Again, behind the lock: until now it may have been turned off.
  SELECT l.role INTO v_link FROM share_link l
  WHERE l.id = p_link AND l.generation = p_generation AND l.ended_at IS NULL
    AND (l.expires_at IS NULL OR l.expires_at > clock_timestamp());
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE share_link l SET last_used_at = clock_timestamp() WHERE l.id = p_link;
  SELECT p.role INTO v_role FROM permission p WHERE p.document_id = v_document AND p.user_id = p_user;
  IF NOT FOUND THEN
    INSERT INTO permission (document_id, user_id, role, link_id) VALUES (v_document, p_user, v_link, p_link);
  ELSIF v_link < v_role THEN
    UPDATE permission p SET role = v_link, link_id = p_link,
      role_without_link = CASE WHEN p.link_id IS NULL THEN p.role ELSE p.role_without_link END
    WHERE p.document_id = v_document AND p.user_id = p_user;
  ELSE
    RETURN v_document;
  END IF;
  UPDATE share_link l SET uses = l.uses + 1 WHERE l.id = p_link;
  PERFORM notify_access(v_document, p_user);
  RETURN v_document;
END $$;

-- Ends the links whose time is over, a hundred at most. How many were ended. A document that somebody else holds is passed
-- over until the next time: nobody who calls this waits.
CREATE FUNCTION end_expired_links() RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_ended int := 0;
  v_link record;
BEGIN
  FOR v_link IN
    SELECT l.id, l.document_id FROM share_link l
    WHERE l.ended_at IS NULL AND l.expires_at <= clock_timestamp() ORDER BY l.expires_at LIMIT 100
  LOOP
    PERFORM FROM document d WHERE d.id = v_link.document_id FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    -- Again, behind the lock: it may have got more time.
    UPDATE share_link l SET ended_at = clock_timestamp()
    WHERE l.id = v_link.id AND l.ended_at IS NULL AND l.expires_at <= clock_timestamp();
    CONTINUE WHEN NOT FOUND;
    PERFORM drop_link_access(v_link.document_id, v_link.id);
    v_ended := v_ended + 1;
  END LOOP;
  RETURN v_ended;
END $$;


-- As before; and who is here by a link only can be given a role by name.
CREATE OR REPLACE FUNCTION add_person(
  p_document text, p_actor text, p_allowed role[], p_email text, p_role role, OUT outcome text, OUT user_id text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  outcome := lock_document(p_document, p_actor, p_allowed);
  IF outcome <> 'ok' THEN
    RETURN;
  END IF;
  SELECT u.id INTO user_id FROM "user" u WHERE u.email = p_email;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  INSERT INTO permission AS p (document_id, user_id, role) VALUES (p_document, add_person.user_id, p_role)
  ON CONFLICT (document_id, user_id) DO UPDATE SET role = least(p.role, p_role), role_without_link = p_role
  WHERE p.link_id IS NOT NULL AND p.role_without_link IS NULL;
  IF FOUND THEN
    PERFORM notify_access(p_document, add_person.user_id);
  ELSE
    outcome := 'conflict';
  END IF;
END $$;

-- As before; a role that is given on purpose does not depend on a link.
CREATE OR REPLACE FUNCTION set_person_role(p_document text, p_actor text, p_allowed role[], p_user text, p_role role)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
  v_role role;
  v_link text;
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  SELECT p.role, p.link_id INTO v_role, v_link FROM permission p
  WHERE p.document_id = p_document AND p.user_id = p_user;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  IF v_role = p_role AND v_link IS NULL THEN
    RETURN 'ok';
  END IF;
  IF v_role = 'owner' AND NOT EXISTS (
    SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id <> p_user AND p.role = 'owner'
  ) THEN
    RETURN 'last_owner';
  END IF;
  IF p_role IS NULL THEN
    DELETE FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user;
  ELSE
    UPDATE permission p SET role = p_role, link_id = NULL, role_without_link = NULL
    WHERE p.document_id = p_document AND p.user_id = p_user;
  END IF;
  PERFORM notify_access(p_document, p_user);
  RETURN 'ok';
END $$;
