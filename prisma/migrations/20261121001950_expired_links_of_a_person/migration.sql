-- Ends the links whose time is over and by which this person has something. For whoever acts on behalf of somebody: what
-- nodes do for everybody twice a second (end_expired_links) does not happen while none runs, and leaves documents out that
-- are just being written to. This waits for them.
CREATE FUNCTION end_expired_links_of(p_user text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_link record;
BEGIN
  FOR v_link IN
    SELECT l.id, l.document_id FROM permission p JOIN share_link l ON l.id = p.link_id
    WHERE p.user_id = p_user AND l.ended_at IS NULL AND l.expires_at <= clock_timestamp() ORDER BY l.document_id
  LOOP
    PERFORM FROM document d WHERE d.id = v_link.document_id FOR NO KEY UPDATE;
    -- Again, behind the lock: it may have got more time.
    UPDATE share_link l SET ended_at = clock_timestamp()
    WHERE l.id = v_link.id AND l.ended_at IS NULL AND l.expires_at <= clock_timestamp();
    CONTINUE WHEN NOT FOUND;
    PERFORM drop_link_access(v_link.document_id, v_link.id);
  END LOOP;
END $$;
