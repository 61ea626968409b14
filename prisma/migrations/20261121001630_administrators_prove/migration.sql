-- What an administrator does reaches into what is other people's: they have to have shown lately who they are. As
-- `recent_proof`; 'not_found' for who does not administer anything, who learns nothing of it. It comes before what is done, in
-- the same transaction, and does not take its place.
CREATE FUNCTION administrator_proof(p_actor text, p_sign_in text, p_seconds int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM "user" u WHERE u.id = p_actor AND u.administrator AND u.disabled_at IS NULL) THEN
    RETURN 'not_found';
  END IF;
  RETURN recent_proof(p_actor, p_sign_in, p_seconds);
END $$;
