-- As before; and whoever made an account with an address that they never showed to be theirs doesn't get into it any more by
-- another provider, once the one whose address it is has taken it over.
CREATE OR REPLACE FUNCTION reset_password(p_hash bytea, p_next text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_user text := take_account_token(p_hash, 'reset_password');
BEGIN
  IF v_user IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM lock_person(v_user);
  DELETE FROM account a USING "user" u WHERE u.id = v_user AND a.user_id = u.id AND u.email_verified IS NULL;
  UPDATE "user" u SET password_hash = p_next, email_verified = coalesce(u.email_verified, clock_timestamp())
  WHERE u.id = v_user;
  DELETE FROM account_token t WHERE t.user_id = v_user;
  PERFORM end_sign_ins(v_user, NULL);
  RETURN v_user;
END $$;
