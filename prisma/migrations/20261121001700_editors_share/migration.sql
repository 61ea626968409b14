-- Owners may let those who can edit share a document, too. Prisma's part first.

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "editors_share" BOOLEAN NOT NULL DEFAULT false;


-- The roles that may share a document as far as this person goes: those that always may and, where its owners let them,
-- those of `p_lent`. Not for who is here by a link: they go with it, and whom they had let in would stay.
CREATE FUNCTION sharers(p_document text, p_actor text, p_always role[], p_lent role[]) RETURNS role[]
LANGUAGE sql STABLE AS $$
  SELECT p_always || CASE WHEN EXISTS (
    SELECT FROM document d JOIN permission p ON p.document_id = d.id
    WHERE d.id = p_document AND d.editors_share AND p.user_id = p_actor AND p.link_id IS NULL
  ) THEN p_lent ELSE '{}' END
$$;

-- The same behind the document's lock, for what changes something: it stays true until the commit.
CREATE FUNCTION lock_sharers(p_document text, p_actor text, p_always role[], p_lent role[]) RETURNS role[]
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM document d WHERE d.id = p_document FOR NO KEY UPDATE;
  RETURN sharers(p_document, p_actor, p_always, p_lent);
END $$;

CREATE FUNCTION set_editors_share(p_document text, p_actor text, p_allowed role[], p_editors_share boolean)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome = 'ok' THEN
    UPDATE document d SET editors_share = p_editors_share
    WHERE d.id = p_document AND d.editors_share <> p_editors_share;
  END IF;
  RETURN v_outcome;
END $$;

-- As before; and nobody gives more than they have, or takes something from who has more.
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
  IF least(v_role, p_role) < (
    SELECT p.role FROM permission p WHERE p.document_id = p_document AND p.user_id = p_actor
  ) THEN
    RETURN 'forbidden';
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

-- As before; and it tells whether those who can edit may share.
CREATE OR REPLACE FUNCTION audit_document() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF NEW.editors_share <> OLD.editors_share THEN
    PERFORM audit(
      CASE WHEN NEW.editors_share THEN 'sharing_lent' ELSE 'sharing_taken_back' END, v_actor, NEW.id, NULL, NULL
    );
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER document_change_audited ON "document";
CREATE TRIGGER document_change_audited AFTER UPDATE OF title, trashed_at, editors_share ON "document"
  FOR EACH ROW EXECUTE FUNCTION audit_document();
