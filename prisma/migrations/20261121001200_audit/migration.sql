-- What was done with access, links, documents and accounts, by whom and when. Prisma's part first.

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event" TEXT NOT NULL,
    "actor_id" TEXT,
    "document_id" TEXT,
    "subject_id" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_event_document_id_id_idx" ON "audit_event"("document_id", "id");


ALTER TABLE "audit_event" ADD CONSTRAINT audit_event_name CHECK (event ~ '^[a-z_]{1,64}$');

-- Append-only, as the log of a document: the application may insert and read, and nobody changes a row. No foreign keys,
-- since what was done outlives what it was done to.
REVOKE UPDATE, DELETE ON "audit_event" FROM tandem_app;

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();


-- Says on whose behalf the rest of this transaction acts. Whoever changes something for somebody says it first: the
-- triggers below write it down. Without it the server itself acts, or somebody with the database's own tools.
CREATE FUNCTION act_as(p_actor text) RETURNS void LANGUAGE sql AS $$
  SELECT set_config('tandem.actor', p_actor, true)
$$;

CREATE FUNCTION acting_person() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('tandem.actor', true), '')
$$;

-- Writes one event down, in the transaction of what it tells of.
CREATE FUNCTION audit(p_event text, p_actor text, p_document text, p_subject text, p_details jsonb)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO audit_event (at, event, actor_id, document_id, subject_id, details)
  VALUES (clock_timestamp(), p_event, p_actor, p_document, p_subject, jsonb_strip_nulls(coalesce(p_details, '{}')))
$$;


-- Triggers, so that no way of changing access is left out. What goes because its document is deleted for good is told by
-- that one event.

CREATE FUNCTION audit_permission() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_actor constant text := acting_person();
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.role = 'owner' AND v_actor IS NULL THEN
      -- Nobody gives it: this is how a document begins.
      PERFORM audit('document_made', NEW.user_id, NEW.document_id, NULL, NULL);
    ELSE
      -- Who opens a link gives it to themselves.
      PERFORM audit('access_given', coalesce(v_actor, CASE WHEN NEW.link_id IS NOT NULL THEN NEW.user_id END), NEW.document_id, NEW.user_id, jsonb_build_object(
        'role', NEW.role, 'link', (SELECT l.name FROM share_link l WHERE l.id = NEW.link_id)
      ));
    END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM audit('access_changed', coalesce(
      v_actor, CASE WHEN NEW.link_id IS DISTINCT FROM OLD.link_id AND NEW.link_id IS NOT NULL THEN NEW.user_id END
    ), NEW.document_id, NEW.user_id, jsonb_build_object(
      'from', OLD.role, 'role', NEW.role, 'link', (SELECT l.name FROM share_link l WHERE l.id = NEW.link_id)
    ));
  ELSIF EXISTS (SELECT FROM document d WHERE d.id = OLD.document_id) THEN
    PERFORM audit(
      'access_removed', v_actor, OLD.document_id, OLD.user_id, jsonb_build_object('role', OLD.role)
    );
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER permission_audited AFTER INSERT OR DELETE ON "permission"
  FOR EACH ROW EXECUTE FUNCTION audit_permission();
CREATE TRIGGER permission_change_audited AFTER UPDATE OF role ON "permission"
  FOR EACH ROW WHEN (OLD.role <> NEW.role) EXECUTE FUNCTION audit_permission();

-- A link's address and password are no part of what is written down.
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_actor constant text := acting_person();
  v_link constant jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
  v_details constant jsonb := jsonb_build_object(
    'link', v_link -> 'name', 'role', v_link -> 'role', 'expires', v_link -> 'expires_at',
    'password', v_link ->> 'password_hash' IS NOT NULL
  );
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('link_made', v_actor, NEW.document_id, NULL, v_details);
  ELSIF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM document d WHERE d.id = OLD.document_id) THEN
      PERFORM audit('link_removed', v_actor, OLD.document_id, NULL, v_details);
    END IF;
  ELSIF NEW.generation <> OLD.generation THEN
    PERFORM audit('link_renewed', v_actor, NEW.document_id, NULL, v_details);
  ELSIF NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL THEN
    PERFORM audit('link_ended', v_actor, NEW.document_id, NULL, v_details);
  ELSE
    PERFORM audit('link_changed', v_actor, NEW.document_id, NULL, v_details);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER share_link_audited AFTER INSERT OR DELETE ON "share_link"
  FOR EACH ROW EXECUTE FUNCTION audit_link();
CREATE TRIGGER share_link_change_audited AFTER UPDATE ON "share_link"
  FOR EACH ROW WHEN (
    (OLD.role, OLD.name, OLD.generation, OLD.password_hash, OLD.expires_at, OLD.ended_at)
    IS DISTINCT FROM (NEW.role, NEW.name, NEW.generation, NEW.password_hash, NEW.expires_at, NEW.ended_at)
  ) EXECUTE FUNCTION audit_link();

CREATE FUNCTION audit_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_actor constant text := acting_person();
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM audit('document_deleted', v_actor, OLD.id, NULL, jsonb_build_object('title', OLD.title));
    RETURN NULL;
  END IF;
  IF NEW.title <> OLD.title THEN
    PERFORM audit('document_renamed', v_actor, NEW.id, NULL, jsonb_build_object('from', OLD.title, 'title', NEW.title));
  END IF;
  IF (NEW.trashed_at IS NULL) <> (OLD.trashed_at IS NULL) THEN
    PERFORM audit(
      CASE WHEN NEW.trashed_at IS NULL THEN 'document_restored' ELSE 'document_trashed' END, v_actor, NEW.id, NULL, NULL
    );
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_deletion_audited AFTER DELETE ON "document"
  FOR EACH ROW EXECUTE FUNCTION audit_document();
CREATE TRIGGER document_change_audited AFTER UPDATE OF title, trashed_at ON "document"
  FOR EACH ROW EXECUTE FUNCTION audit_document();

-- An account that nobody else is said to change is changed by its own person.
CREATE FUNCTION audit_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_user constant text := CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END;
  v_actor constant text := coalesce(acting_person(), v_user);
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit(CASE WHEN NEW.email IS NULL THEN 'guest_came' ELSE 'account_made' END, v_actor, NULL, v_user, NULL);
    RETURN NULL;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM audit('account_deleted', v_actor, NULL, v_user, NULL);
    RETURN NULL;
  END IF;
  IF OLD.email IS NULL AND NEW.email IS NOT NULL THEN
    PERFORM audit('account_made', v_actor, NULL, v_user, NULL);
  ELSIF NEW.email IS DISTINCT FROM OLD.email THEN
    PERFORM audit('email_changed', v_actor, NULL, v_user, NULL);
  ELSIF NEW.password_hash IS DISTINCT FROM OLD.password_hash THEN
    PERFORM audit('password_changed', v_actor, NULL, v_user, NULL);
  END IF;
  IF NEW.email_verified IS NOT NULL AND OLD.email_verified IS NULL THEN
    PERFORM audit('email_verified', v_actor, NULL, v_user, NULL);
  END IF;
  IF (NEW.disabled_at IS NULL) <> (OLD.disabled_at IS NULL) THEN
    PERFORM audit(
      CASE WHEN NEW.disabled_at IS NULL THEN 'account_enabled' ELSE 'account_disabled' END, acting_person(), NULL, v_user,
      NULL
    );
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER user_audited AFTER INSERT OR DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION audit_account();
CREATE TRIGGER user_change_audited AFTER UPDATE OF email, email_verified, password_hash, disabled_at ON "user"
  FOR EACH ROW EXECUTE FUNCTION audit_account();

-- Which sign-in it was is a secret: it names a session. One that has run out is no event when it is cleared away.
CREATE FUNCTION audit_sign_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('signed_in', NEW.user_id, NULL, NEW.user_id, jsonb_build_object('agent', NEW.agent));
  ELSIF OLD.expires_at > clock_timestamp() AND EXISTS (SELECT FROM "user" u WHERE u.id = OLD.user_id) THEN
    PERFORM audit(
      'sign_in_ended', coalesce(acting_person(), OLD.user_id), NULL, OLD.user_id, jsonb_build_object('agent', OLD.agent)
    );
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sign_in_audited AFTER INSERT OR DELETE ON "sign_in" FOR EACH ROW EXECUTE FUNCTION audit_sign_in();


-- As before; and the actor is the one on whose behalf what follows is done. 'account_disabled' for whose account was closed:
-- whoever closes one holds the documents of its person until the commit (lock_person), so what they had asked for before that
-- waits here, and is nothing of theirs any more then.
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
