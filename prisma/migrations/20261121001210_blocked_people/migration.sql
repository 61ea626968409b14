-- People whom an owner keeps out of a document: no link lets them in, nobody adds them, and they can't ask. Prisma's part
-- first.

-- CreateTable
CREATE TABLE "blocked_person" (
    "document_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blocked_person_pkey" PRIMARY KEY ("document_id","user_id")
);

-- CreateIndex
CREATE INDEX "blocked_person_user_id_idx" ON "blocked_person"("user_id");

-- AddForeignKey
ALTER TABLE "blocked_person" ADD CONSTRAINT "blocked_person_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocked_person" ADD CONSTRAINT "blocked_person_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Whatever function gives a role: nobody who is blocked has one.
CREATE FUNCTION refuse_blocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM blocked_person b WHERE b.document_id = NEW.document_id AND b.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'blocked' USING ERRCODE = 'check_violation', CONSTRAINT = 'permission_not_blocked';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER permission_not_blocked BEFORE INSERT ON "permission" FOR EACH ROW EXECUTE FUNCTION refuse_blocked();

CREATE FUNCTION unblock_person(p_document text, p_actor text, p_allowed role[], p_user text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  DELETE FROM blocked_person b WHERE b.document_id = p_document AND b.user_id = p_user;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  PERFORM audit('person_unblocked', p_actor, p_document, p_user, NULL);
  RETURN 'ok';
END $$;

-- As before; 'blocked' for who is.
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
  IF EXISTS (SELECT FROM blocked_person b WHERE b.document_id = p_document AND b.user_id = add_person.user_id) THEN
    outcome := 'blocked';
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
