-- Whoever is signed in may have left the browser to somebody else: what gives, takes or opens an account for good asks that
-- they have shown lately who they are. And a sign-in that nobody uses ends before its time. Prisma's part first.

-- AlterTable
ALTER TABLE "sign_in" ADD COLUMN     "ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "proved_at" TIMESTAMPTZ(3);


-- Begins a sign-in, unless the account was disabled or its password changed since the caller verified it: then
-- 'account_disabled' or 'auth_required'. It ends in `p_seconds` whatever happens, and before that when it was not used for
-- `p_idle_seconds`. Of more than `p_most` the oldest end, of which tokens are none. An account that is being deleted takes
-- nobody in. Signing in proves who they are as of `p_proof_age` seconds ago, and not at all when that is null: a provider that
-- somebody is signed in to lets them come back without asking them anything.
DROP FUNCTION begin_sign_in(text, text, text, text, int, int);
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

-- Whether somebody may do now what asks for a proof: with a sign-in of their own that lives and is no token, else
-- 'auth_required', and at which they have shown in the last `p_seconds` who they are, else 'unproved'. A guest has nothing to
-- show but the sign-in. The person's row is locked, so that whoever ends the sign-in waits or has ended it.
CREATE FUNCTION recent_proof(p_user text, p_sign_in text, p_seconds int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_email text;
  v_proved_at timestamptz;
BEGIN
  SELECT u.email INTO v_email FROM "user" u
  WHERE u.id = p_user AND u.deleted_at IS NULL AND u.disabled_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 'auth_required';
  END IF;
  SELECT i.proved_at INTO v_proved_at FROM sign_in i
  WHERE i.id = p_sign_in AND i.user_id = p_user AND i.expires_at > clock_timestamp()
    AND NOT EXISTS (SELECT FROM access_token t WHERE t.id = i.id);
  IF NOT FOUND THEN
    RETURN 'auth_required';
  END IF;
  IF v_email IS NULL OR v_proved_at > clock_timestamp() - make_interval(secs => p_seconds) THEN
    RETURN 'ok';
  END IF;
  RETURN 'unproved';
END $$;


-- What asks for a proof. Each answers as `recent_proof` where that is not 'ok'.

-- Makes a token: a sign-in that a program holds, so whatever ends sign-ins ends it, and the append asks for it as for
-- any other. 'forbidden' for a guest, 'conflict' when they have `p_most`.
DROP FUNCTION create_access_token(text, text, text, text, bytea, text[], text, int, int);
CREATE FUNCTION create_access_token(
  p_id text, p_user text, p_sign_in text, p_proof_seconds int, p_name text, p_hash bytea, p_scopes text[],
  p_agent text, p_seconds int, p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text := recent_proof(p_user, p_sign_in, p_proof_seconds);
BEGIN
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  IF EXISTS (SELECT FROM "user" u WHERE u.id = p_user AND u.email IS NULL) THEN
    RETURN 'forbidden';
  END IF;
  DELETE FROM sign_in i WHERE i.user_id = p_user AND i.expires_at <= clock_timestamp();
  IF (SELECT count(*) FROM sign_in i JOIN access_token t ON t.id = i.id WHERE i.user_id = p_user) >= p_most THEN
    RETURN 'conflict';
  END IF;
  INSERT INTO sign_in (id, user_id, agent, created_at, expires_at)
  VALUES (p_id, p_user, p_agent, clock_timestamp(), clock_timestamp() + make_interval(secs => p_seconds));
  INSERT INTO access_token (id, name, hash, scopes) VALUES (p_id, p_name, p_hash, p_scopes);
  RETURN 'ok';
END $$;

-- Deletes an account: 'last_owner' while somebody would miss a document. Of the others `p_most` go in one call, so that no
-- call takes for ever: then 'more', and the account is still there. The person's row stays for what they wrote, and says
-- nothing of them; everything else goes that would go with it. Whoever administers the instance can go, too: nobody
-- administers it without an address. Nobody can bring an account back, so having signed in a moment ago is no proof for this:
-- 'unproved' until the person has shown who they are once more.
DROP FUNCTION delete_account(text, text, int);
CREATE FUNCTION delete_account(p_user text, p_sign_in text, p_proof_seconds int, p_most int)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text;
  v_document text;
  v_table record;
BEGIN
  PERFORM lock_person(p_user);
  v_proof := recent_proof(p_user, p_sign_in, p_proof_seconds);
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  IF EXISTS (
    SELECT FROM sign_in i JOIN "user" u ON u.id = i.user_id
    WHERE i.id = p_sign_in AND u.email IS NOT NULL AND i.proved_at <= i.created_at
  ) THEN
    RETURN 'unproved';
  END IF;
  PERFORM act_as(p_user);
  IF EXISTS (SELECT FROM owned_alone(p_user) d WHERE d.is_shared) THEN
    RETURN 'last_owner';
  END IF;
  FOR v_document IN SELECT d.id FROM owned_alone(p_user) d ORDER BY d.id LIMIT p_most LOOP
    UPDATE document d SET trashed_at = coalesce(d.trashed_at, clock_timestamp()) WHERE d.id = v_document;
    PERFORM purge_document(v_document);
  END LOOP;
  IF EXISTS (SELECT FROM owned_alone(p_user)) THEN
    RETURN 'more';
  END IF;
  PERFORM end_sign_ins(p_user, NULL);
  FOR v_table IN
    SELECT c.conrelid::regclass AS name, a.attname AS key
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = '"user"'::regclass AND c.confdeltype = 'c'
  LOOP
    EXECUTE format('DELETE FROM %s WHERE %I = $1', v_table.name, v_table.key) USING p_user;
  END LOOP;
  UPDATE "user" u SET name = 'Deleted person', email = NULL, email_verified = NULL, password_hash = NULL, image = NULL,
    hue = NULL, administrator = false, preferences = '{}', deleted_at = clock_timestamp()
  WHERE u.id = p_user;
  PERFORM audit('account_deleted', p_user, NULL, p_user, NULL);
  PERFORM notify_access(NULL, p_user);
  RETURN 'ok';
END $$;

-- Keeps the secret of a second factor that is being set up. 'forbidden' for who has no password, beside which it would be
-- asked for; 'conflict' when one is in use.
DROP FUNCTION begin_second_factor(text, text, bytea);
CREATE FUNCTION begin_second_factor(p_user text, p_sign_in text, p_proof_seconds int, p_secret bytea)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text := recent_proof(p_user, p_sign_in, p_proof_seconds);
BEGIN
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  IF EXISTS (SELECT FROM "user" u WHERE u.id = p_user AND u.password_hash IS NULL) THEN
    RETURN 'forbidden';
  END IF;
  INSERT INTO second_factor (user_id, secret) VALUES (p_user, p_secret)
  ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = 0
  WHERE second_factor.confirmed_at IS NULL;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'conflict' END;
END $$;

-- Ends a second factor; 'conflict' when none is in use. Null for the sign-in: whoever runs the server does it.
DROP FUNCTION remove_second_factor(text, text);
CREATE FUNCTION remove_second_factor(p_user text, p_sign_in text, p_proof_seconds int)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text := 'ok';
  v_was_used boolean;
BEGIN
  IF p_sign_in IS NOT NULL THEN
    v_proof := recent_proof(p_user, p_sign_in, p_proof_seconds);
  END IF;
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  DELETE FROM second_factor f WHERE f.user_id = p_user RETURNING f.confirmed_at IS NOT NULL INTO v_was_used;
  IF v_was_used IS NOT TRUE THEN
    RETURN 'conflict';
  END IF;
  PERFORM audit('second_factor_off', CASE WHEN p_sign_in IS NOT NULL THEN p_user END, NULL, p_user, NULL);
  RETURN 'ok';
END $$;

-- Puts other recovery codes in place of what is left of those that there are. 'conflict' without a second factor in use.
CREATE FUNCTION renew_recovery_codes(p_user text, p_sign_in text, p_proof_seconds int, p_hashes bytea[])
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text := recent_proof(p_user, p_sign_in, p_proof_seconds);
BEGIN
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  IF NOT EXISTS (SELECT FROM second_factor f WHERE f.user_id = p_user AND f.confirmed_at IS NOT NULL) THEN
    RETURN 'conflict';
  END IF;
  DELETE FROM recovery_code c WHERE c.user_id = p_user;
  INSERT INTO recovery_code (user_id, hash) SELECT p_user, h FROM unnest(p_hashes) h;
  PERFORM audit('recovery_codes_renewed', p_user, NULL, p_user, NULL);
  RETURN 'ok';
END $$;

-- Notes that somebody can come in by another provider, too. 'forbidden' for a guest; 'conflict' when somebody is connected to
-- that identity, or they to another one of that provider.
CREATE FUNCTION connect_provider(
  p_user text, p_sign_in text, p_proof_seconds int, p_provider text, p_subject text
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_proof text := recent_proof(p_user, p_sign_in, p_proof_seconds);
BEGIN
  IF v_proof <> 'ok' THEN
    RETURN v_proof;
  END IF;
  IF EXISTS (SELECT FROM "user" u WHERE u.id = p_user AND u.email IS NULL) THEN
    RETURN 'forbidden';
  END IF;
  IF EXISTS (SELECT FROM account a WHERE a.user_id = p_user AND a.provider = p_provider) THEN
    RETURN 'conflict';
  END IF;
  INSERT INTO account (user_id, type, provider, provider_account_id) VALUES (p_user, 'oauth', p_provider, p_subject)
  ON CONFLICT (provider, provider_account_id) DO NOTHING;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'conflict' END;
END $$;

-- Ends that somebody can come in by a provider. 'conflict' when that is their only way in, or none of theirs: of other
-- providers only those of `p_usable` are one, since who is known by an issuer that is not configured any more can't come by it.
DROP FUNCTION disconnect_provider(text, text);
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
