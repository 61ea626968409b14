-- Links that only ask: an owner lets in one by one who comes by them. Prisma's part first.

-- AlterTable
ALTER TABLE "share_link" ADD COLUMN     "approval" BOOLEAN NOT NULL DEFAULT false;


-- Whether an owner lets people in one by one. Who is here already stays.
CREATE FUNCTION set_link_approval(p_document text, p_actor text, p_allowed role[], p_link text, p_approval boolean)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  UPDATE share_link l SET approval = p_approval WHERE l.id = p_link AND l.document_id = p_document;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'not_found' END;
END $$;

DROP TRIGGER share_link_change_audited ON "share_link";
CREATE TRIGGER share_link_change_audited AFTER UPDATE ON "share_link"
  FOR EACH ROW WHEN (
    (OLD.role, OLD.name, OLD.generation, OLD.password_hash, OLD.expires_at, OLD.ended_at, OLD.approval)
    IS DISTINCT FROM
    (NEW.role, NEW.name, NEW.generation, NEW.password_hash, NEW.expires_at, NEW.ended_at, NEW.approval)
  ) EXECUTE FUNCTION audit_link();

-- As before; for who is blocked the link leads nowhere, and where an owner lets people in, who has less than the link gives
-- asks for it. The document is '' then. And a link leads nowhere for who was let through by a password that it does not have
-- any more, or by none: what the caller verified is looked at again behind the lock.
DROP FUNCTION open_link(text, int, text);
CREATE FUNCTION open_link(p_link text, p_generation int, p_password_hash text, p_user text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_document text;
  v_link role;
  v_approval boolean;
  v_role role;
BEGIN
  SELECT l.document_id INTO v_document FROM share_link l WHERE l.id = p_link;
  PERFORM FROM document d WHERE d.id = v_document AND d.trashed_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- Again, behind the lock: until now it may have been turned off.
  SELECT l.role, l.approval INTO v_link, v_approval FROM share_link l
  WHERE l.id = p_link AND l.generation = p_generation AND l.password_hash IS NOT DISTINCT FROM p_password_hash
    AND l.ended_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > clock_timestamp());
  IF NOT FOUND OR EXISTS (
    SELECT FROM blocked_person b WHERE b.document_id = v_document AND b.user_id = p_user
  ) THEN
    RETURN NULL;
  END IF;
  UPDATE share_link l SET last_used_at = clock_timestamp() WHERE l.id = p_link;
  SELECT p.role INTO v_role FROM permission p WHERE p.document_id = v_document AND p.user_id = p_user;
  IF v_role <= v_link THEN
    RETURN v_document;
  END IF;
  IF v_approval THEN
    -- Somebody who was declined a short time ago, or comes when too many wait, is told the same.
    PERFORM request_access(v_document, p_user, v_link, '', 7 * 24 * 60 * 60, 100);
    RETURN '';
  END IF;
  IF v_role IS NULL THEN
    INSERT INTO permission (document_id, user_id, role, link_id) VALUES (v_document, p_user, v_link, p_link);
  ELSE
    UPDATE permission p SET role = v_link, link_id = p_link,
      role_without_link = CASE WHEN p.link_id IS NULL THEN p.role ELSE p.role_without_link END
    WHERE p.document_id = v_document AND p.user_id = p_user;
  END IF;
  UPDATE share_link l SET uses = l.uses + 1 WHERE l.id = p_link;
  PERFORM notify_access(v_document, p_user);
  RETURN v_document;
END $$;
