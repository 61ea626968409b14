-- Whoever makes a document, opens a link or asks for access may have no role that a lock_document would judge them by. Their
-- sign-in is judged by itself, then, and with it whether the account is closed.

-- The person of `p_who`. 'TDAUT' for who asks at a sign-in that is none of theirs, or that lives no more, and for nobody at
-- all; 'TDDIS' where the account is closed. Whoever ends a sign-in holds its person's row until the commit (lock_person), so
-- this one waits for that, and that for this. The row comes before any document's, as everywhere: give what this returns to
-- what locks one.
CREATE FUNCTION asks_in_person(p_who text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_disabled boolean;
BEGIN
  SELECT u.disabled_at IS NOT NULL INTO v_disabled FROM "user" u
  WHERE u.id = p_who[1] AND u.deleted_at IS NULL FOR KEY SHARE;
  IF v_disabled THEN
    RAISE EXCEPTION 'the account is closed' USING ERRCODE = 'TDDIS';
  END IF;
  IF v_disabled IS NULL OR p_who[2] IS NOT NULL AND NOT EXISTS (
    SELECT FROM sign_in i WHERE i.id = p_who[2] AND i.user_id = p_who[1] AND i.expires_at > clock_timestamp()
  ) THEN
    RAISE EXCEPTION 'nobody is signed in' USING ERRCODE = 'TDAUT';
  END IF;
  RETURN p_who[1];
END $$;
