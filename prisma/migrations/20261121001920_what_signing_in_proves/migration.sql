-- A provider that somebody is signed in to lets them come back without asking them anything: that proves as much as the
-- provider says, and nothing where there is a second factor. And an account that is being deleted takes nobody in.

-- As before; 'auth_required' also when the account is deleted. It proves who they are as of `p_proof_age` seconds ago, and
-- not at all when that is null.
DROP FUNCTION begin_sign_in(text, text, text, text, int, int, int);
CREATE FUNCTION begin_sign_in(
  p_id text, p_user text, p_password_hash text, p_proof_age double precision, p_agent text, p_seconds int,
  p_idle_seconds int, p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_disabled boolean;
  v_password_hash text;
  v_now timestamptz;
BEGIN
  -- Waits for whoever is just ending the person's sign-ins, and sees what they left.
  SELECT u.disabled_at IS NOT NULL, u.password_hash INTO v_disabled, v_password_hash
  FROM "user" u WHERE u.id = p_user AND u.deleted_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND OR v_password_hash IS DISTINCT FROM p_password_hash THEN
    RETURN 'auth_required';
  END IF;
  IF v_disabled THEN
    RETURN 'account_disabled';
  END IF;
  v_now := clock_timestamp();
  DELETE FROM sign_in i WHERE i.user_id = p_user AND i.expires_at <= v_now;
  PERFORM end_sign_ins(p_user, o.id) FROM (
    SELECT i.id FROM sign_in i
    WHERE i.user_id = p_user AND NOT EXISTS (SELECT FROM access_token t WHERE t.id = i.id)
    ORDER BY i.created_at DESC, i.id OFFSET p_most - 1
  ) o;
  INSERT INTO sign_in (id, user_id, agent, created_at, proved_at, ends_at, expires_at)
  VALUES (
    p_id, p_user, p_agent, v_now, v_now - make_interval(secs => p_proof_age), v_now + make_interval(secs => p_seconds),
    v_now + make_interval(secs => least(p_seconds, p_idle_seconds))
  );
  RETURN 'ok';
END $$;
