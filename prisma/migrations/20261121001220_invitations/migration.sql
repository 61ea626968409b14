-- Invitations of addresses that nobody has signed up with. Prisma's part first.

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "message" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "invitation_email_idx" ON "invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_document_id_email_key" ON "invitation"("document_id", "email");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "invitation"
  ADD CONSTRAINT invitation_role CHECK (role <> 'owner'),
  ADD CONSTRAINT invitation_email_canonical CHECK (email = lower(btrim(email)) AND email <> '' AND length(email) <= 254),
  ADD CONSTRAINT invitation_message_length CHECK (length(message) <= 2000);

-- Gives the person with this address a role, as `add_person`; an address that nobody has, or whose person has not shown
-- that it is theirs when `p_verified`, is invited instead, and again when it was invited before. 'invited' is the outcome
-- then, and 'full' when `p_most` invitations wait already.
CREATE FUNCTION invite_person(
  p_document text, p_actor text, p_allowed role[], p_id text, p_email text, p_role role, p_message text, p_seconds int,
  p_most int, p_verified boolean, OUT outcome text, OUT user_id text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  outcome := lock_document(p_document, p_actor, p_allowed);
  IF outcome <> 'ok' THEN
    RETURN;
  END IF;
  IF EXISTS (
    SELECT FROM "user" u WHERE u.email = p_email AND (NOT p_verified OR u.email_verified IS NOT NULL)
  ) THEN
    SELECT a.outcome, a.user_id INTO outcome, user_id FROM add_person(p_document, p_actor, p_allowed, p_email, p_role) a;
    IF outcome = 'ok' THEN
      DELETE FROM invitation i WHERE i.document_id = p_document AND i.email = p_email;
    END IF;
    RETURN;
  END IF;
  IF (SELECT count(*) FROM invitation i WHERE i.document_id = p_document AND i.email <> p_email) >= p_most THEN
    outcome := 'full';
    RETURN;
  END IF;
  INSERT INTO invitation AS i (id, document_id, email, role, message, created_at, expires_at)
  VALUES (
    p_id, p_document, p_email, p_role, p_message, clock_timestamp(), clock_timestamp() + make_interval(secs => p_seconds)
  )
  ON CONFLICT (document_id, email) DO UPDATE
    SET role = p_role, message = p_message, created_at = excluded.created_at, expires_at = excluded.expires_at;
  PERFORM audit('person_invited', p_actor, p_document, NULL, jsonb_build_object('email', p_email, 'role', p_role));
  outcome := 'invited';
END $$;

-- An invitation begins anew, for whoever sends it again; its text is what is sent.
CREATE FUNCTION renew_invitation(
  p_document text, p_actor text, p_allowed role[], p_invitation text, p_seconds int, OUT outcome text, OUT email text,
  OUT role role, OUT message text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  outcome := lock_document(p_document, p_actor, p_allowed);
  IF outcome <> 'ok' THEN
    RETURN;
  END IF;
  UPDATE invitation i
  SET created_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(secs => p_seconds)
  WHERE i.id = p_invitation AND i.document_id = p_document
  RETURNING i.email, i.role, i.message INTO email, role, message;
  IF NOT FOUND THEN
    outcome := 'not_found';
    RETURN;
  END IF;
  PERFORM audit('person_invited', p_actor, p_document, NULL, jsonb_build_object('email', email, 'role', role));
END $$;

CREATE FUNCTION withdraw_invitation(p_document text, p_actor text, p_allowed role[], p_invitation text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
  v_email text;
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  DELETE FROM invitation i WHERE i.id = p_invitation AND i.document_id = p_document RETURNING i.email INTO v_email;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  PERFORM audit('invitation_withdrawn', p_actor, p_document, NULL, jsonb_build_object('email', v_email));
  RETURN 'ok';
END $$;

-- Gives somebody what their address was invited to, if they have shown that it is theirs. Each invitation is good once.
-- A hundred at a time: however many there are, and strangers can send them, a call takes no longer than a statement may. How
-- many were used up: none when there are no more. The person's row is locked before the documents, as everywhere.
CREATE FUNCTION accept_invitations(p_user text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_taken int := 0;
  v_invitation record;
  v_role role;
BEGIN
  PERFORM act_as(p_user);
  PERFORM FROM "user" u WHERE u.id = p_user FOR KEY SHARE;
  FOR v_invitation IN
    SELECT i.id, i.document_id, i.email FROM "user" u JOIN invitation i ON i.email = u.email
    WHERE u.id = p_user AND u.email_verified IS NOT NULL AND u.disabled_at IS NULL AND i.expires_at > clock_timestamp()
    ORDER BY i.document_id LIMIT 100
  LOOP
    PERFORM FROM document d WHERE d.id = v_invitation.document_id FOR NO KEY UPDATE;
    -- Again, behind the lock: it may have been withdrawn.
    DELETE FROM invitation i WHERE i.id = v_invitation.id AND i.expires_at > clock_timestamp() RETURNING i.role INTO v_role;
    CONTINUE WHEN NOT FOUND;
    v_taken := v_taken + 1;
    CONTINUE WHEN EXISTS (
      SELECT FROM blocked_person b WHERE b.document_id = v_invitation.document_id AND b.user_id = p_user
    );
    INSERT INTO permission AS p (document_id, user_id, role) VALUES (v_invitation.document_id, p_user, v_role)
    ON CONFLICT (document_id, user_id) DO UPDATE SET role = least(p.role, v_role),
      role_without_link = CASE WHEN p.link_id IS NOT NULL THEN least(p.role_without_link, v_role) END;
    PERFORM audit(
      'invitation_accepted', p_user, v_invitation.document_id, p_user, jsonb_build_object('email', v_invitation.email)
    );
    PERFORM notify_access(v_invitation.document_id, p_user);
  END LOOP;
  RETURN v_taken;
END $$;
