-- Whoever makes an account with an address of somebody else's has a link sent there. It is for who is signed in to that
-- account: who reads the mail, and is not, would else give the address away.

-- Notes that an address is its person's: 'not_found' for a link that leads nowhere (any more), 'forbidden' for one of
-- somebody else's account, which it stays good for.
DROP FUNCTION verify_email(bytea);
CREATE FUNCTION verify_email(p_hash bytea, p_user text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM account_token t WHERE t.hash = p_hash AND t.purpose = 'verify_email' AND t.user_id <> p_user
  ) THEN
    RETURN 'forbidden';
  END IF;
  IF take_account_token(p_hash, 'verify_email') IS NULL THEN
    RETURN 'not_found';
  END IF;
  UPDATE "user" u SET email_verified = coalesce(u.email_verified, clock_timestamp()) WHERE u.id = p_user;
  RETURN 'ok';
END $$;
