-- A guest can't sign in again: what they own would be nobody's as soon as their browser forgets them. What they have access
-- to is theirs when they sign up, and from then on they can own. The error has a code of its own, which callers know.
CREATE FUNCTION refuse_guest_as_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "user" u WHERE u.id = NEW.user_id AND u.email IS NULL) THEN
    RAISE EXCEPTION 'a guest owns nothing' USING ERRCODE = 'TDGST';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER permission_no_guest_owns BEFORE INSERT OR UPDATE OF role ON "permission"
  FOR EACH ROW WHEN (NEW.role = 'owner') EXECUTE FUNCTION refuse_guest_as_owner();
