-- As before; but a hundred at a time, so that no number of invitations, which strangers can send, takes longer than a statement
-- may: nobody could sign in then. And the person's row is locked before the documents, as everywhere. How many were used up: none
-- when there are no more.
CREATE OR REPLACE FUNCTION accept_invitations(p_user text) RETURNS int LANGUAGE plpgsql AS $$
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
