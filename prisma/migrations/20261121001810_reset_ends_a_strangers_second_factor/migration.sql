-- Puts another password in place of whatever there was, for whoever has a link that was sent for it; which also proves the
-- address. Every sign-in ends; and of an account that was made with an address which its maker never showed to be theirs goes
-- what its maker came in with: another provider would let them in again, and a second factor would keep out the one whose
-- address it is. The person, or null when the link leads nowhere.
CREATE OR REPLACE FUNCTION reset_password(p_hash bytea, p_next text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_user text := take_account_token(p_hash, 'reset_password');
BEGIN
  IF v_user IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM lock_person(v_user);
  IF EXISTS (SELECT FROM "user" u WHERE u.id = v_user AND u.email_verified IS NULL) THEN
    DELETE FROM account a WHERE a.user_id = v_user;
    DELETE FROM second_factor f WHERE f.user_id = v_user AND f.confirmed_at IS NOT NULL;
    IF FOUND THEN
      PERFORM audit('second_factor_off', v_user, NULL, v_user, NULL);
    END IF;
  END IF;
  UPDATE "user" u SET password_hash = p_next, email_verified = coalesce(u.email_verified, clock_timestamp())
  WHERE u.id = v_user;
  DELETE FROM account_token t WHERE t.user_id = v_user;
  PERFORM end_sign_ins(v_user, NULL);
  RETURN v_user;
END $$;
