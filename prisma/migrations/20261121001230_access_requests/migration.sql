-- People who ask an owner for access, or for more of it. Prisma's part first.

-- CreateTable
CREATE TABLE "access_request" (
    "document_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "message" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "declined_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("document_id","user_id")
);

-- CreateIndex
CREATE INDEX "access_request_user_id_idx" ON "access_request"("user_id");

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "access_request"
  ADD CONSTRAINT access_request_role CHECK (role <> 'owner'),
  ADD CONSTRAINT access_request_message_length CHECK (length(message) <= 2000);

-- Notes that somebody asks. True when it is news to the owners: not when there is no such document, when they have as
-- much already, when they are blocked, asked already, were declined less than `p_quiet` seconds ago, or when `p_most`
-- wait. The caller must not tell which it was.
CREATE FUNCTION request_access(
  p_document text, p_user text, p_role role, p_message text, p_quiet int, p_most int
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM document d WHERE d.id = p_document AND d.trashed_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND
    OR EXISTS (
      SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user AND p.role <= p_role
    )
    OR EXISTS (SELECT FROM blocked_person b WHERE b.document_id = p_document AND b.user_id = p_user)
    OR (SELECT count(*) FROM access_request r WHERE r.document_id = p_document AND r.declined_at IS NULL) >= p_most
  THEN
    RETURN false;
  END IF;
  INSERT INTO access_request AS r (document_id, user_id, role, message)
  VALUES (p_document, p_user, p_role, p_message)
  ON CONFLICT (document_id, user_id) DO UPDATE
    SET role = p_role, message = p_message, created_at = clock_timestamp(), declined_at = NULL
    WHERE r.declined_at < clock_timestamp() - make_interval(secs => p_quiet);
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM audit('access_requested', p_user, p_document, p_user, jsonb_build_object('role', p_role));
  RETURN true;
END $$;

-- An owner's answer: a role, or null to decline. Nobody has less afterwards than before.
CREATE FUNCTION answer_access_request(p_document text, p_actor text, p_allowed role[], p_user text, p_role role)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  IF p_role IS NULL THEN
    UPDATE access_request r SET declined_at = clock_timestamp()
    WHERE r.document_id = p_document AND r.user_id = p_user AND r.declined_at IS NULL;
    IF NOT FOUND THEN
      RETURN 'not_found';
    END IF;
    PERFORM audit('request_declined', p_actor, p_document, p_user, NULL);
    RETURN 'ok';
  END IF;
  DELETE FROM access_request r WHERE r.document_id = p_document AND r.user_id = p_user AND r.declined_at IS NULL;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  INSERT INTO permission AS p (document_id, user_id, role) VALUES (p_document, p_user, p_role)
  ON CONFLICT (document_id, user_id) DO UPDATE SET role = p_role, link_id = NULL, role_without_link = NULL
  WHERE p.role > p_role;
  PERFORM notify_access(p_document, p_user);
  RETURN 'ok';
END $$;

-- Takes away what somebody has or asks for, and keeps them out. 'not_found' for who has no access and asks for none: there
-- is nobody to choose. 'conflict' for oneself. The person's row is locked before the document's, as everywhere: whoever ends
-- their sign-ins at the same moment would wait for this, and this for them.
CREATE FUNCTION block_person(p_document text, p_actor text, p_allowed role[], p_user text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
  v_known boolean;
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user FOR KEY SHARE;
  v_outcome := lock_document(p_document, p_actor, p_allowed);
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  IF p_user = p_actor THEN
    RETURN 'conflict';
  END IF;
  DELETE FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user;
  v_known := FOUND;
  DELETE FROM access_request r WHERE r.document_id = p_document AND r.user_id = p_user;
  IF NOT (FOUND OR v_known) THEN
    RETURN 'not_found';
  END IF;
  INSERT INTO blocked_person (document_id, user_id) VALUES (p_document, p_user);
  PERFORM audit('person_blocked', p_actor, p_document, p_user, NULL);
  PERFORM notify_access(p_document, p_user);
  RETURN 'ok';
END $$;
