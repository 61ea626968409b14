-- Ends that somebody can come in by a provider. False when that is their only way in, or none of theirs.
CREATE FUNCTION disconnect_provider(p_user text, p_provider text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  -- Of two that go at once the second one sees what the first one left.
  PERFORM FROM "user" u WHERE u.id = p_user FOR UPDATE;
  DELETE FROM account a USING "user" u
  WHERE a.user_id = p_user AND a.provider = p_provider AND u.id = p_user AND (
    u.password_hash IS NOT NULL
    OR EXISTS (SELECT FROM account o WHERE o.user_id = p_user AND o.provider <> p_provider)
  );
  RETURN FOUND;
END $$;
