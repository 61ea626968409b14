-- Ends that somebody can come in by a provider. 'conflict' when that is their only way in, or none of theirs: of other
-- providers only those of `p_usable` are one, since who is known by an issuer that is not configured any more can't come by it.
DROP FUNCTION disconnect_provider(text, text, int, text);
CREATE FUNCTION disconnect_provider(
  p_user text, p_sign_in text, p_proof_seconds int, p_provider text, p_usable text[]
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text;
BEGIN
  -- Of two that go at once the second one sees what the first one left.
  PERFORM FROM "user" u WHERE u.id = p_user FOR UPDATE;
  v_proof := recent_proof(p_user, p_sign_in, p_proof_seconds);
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  DELETE FROM account a USING "user" u
  WHERE a.user_id = p_user AND a.provider = p_provider AND u.id = p_user AND (
    u.password_hash IS NOT NULL
    OR EXISTS (
      SELECT FROM account o WHERE o.user_id = p_user AND o.provider <> p_provider AND o.provider = ANY (p_usable)
    )
  );
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'conflict' END;
END $$;
