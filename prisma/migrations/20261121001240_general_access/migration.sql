-- One link of a document may be its general access: what the share dialog offers first. Prisma's part first.

-- AlterTable
ALTER TABLE "share_link" ADD COLUMN     "general" BOOLEAN NOT NULL DEFAULT false;


CREATE UNIQUE INDEX share_link_general ON "share_link" (document_id) WHERE general;

-- Opens a document to anyone with its general link, changes what that gives, or (null) turns it off, which cuts whoever
-- is here by it only. The link's address stays the same while its role changes; one whose time
-- is over leads somewhere again, since who opens the document to anyone means it. 'full' when `p_most` links are there.
CREATE FUNCTION set_general_access(
  p_document text, p_actor text, p_allowed role[], p_link text, p_role role, p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
  v_link share_link;
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  SELECT * INTO v_link FROM share_link l WHERE l.document_id = p_document AND l.general;
  IF FOUND THEN
    IF p_role IS NULL THEN
      RETURN remove_link(p_document, p_actor, p_allowed, v_link.id);
    END IF;
    RETURN change_link(
      p_document, p_actor, p_allowed, v_link.id, p_role, v_link.name,
      CASE WHEN v_link.expires_at > clock_timestamp() THEN v_link.expires_at END, false, NULL
    );
  ELSIF p_role IS NULL THEN
    RETURN 'ok';
  END IF;
  v_outcome := create_link(p_document, p_actor, p_allowed, p_link, p_role, '', NULL, NULL, p_most);
  IF v_outcome = 'ok' THEN
    UPDATE share_link l SET general = true WHERE l.id = p_link;
  END IF;
  RETURN v_outcome;
END $$;
