-- Tokens with which a person's own programs act for them, within scopes. Prisma's part first.

-- CreateTable
CREATE TABLE "access_token" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "access_token_hash_key" ON "access_token"("hash");

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_id_fkey" FOREIGN KEY ("id") REFERENCES "sign_in"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "access_token"
  ADD CONSTRAINT access_token_hash_length CHECK (length(hash) = 32),
  ADD CONSTRAINT access_token_name_length CHECK (length(name) BETWEEN 1 AND 640),
  ADD CONSTRAINT access_token_has_scopes CHECK (cardinality(scopes) >= 1);

-- Makes a token: a sign-in that a program holds, so whatever ends sign-ins ends it, and the append asks for it as for
-- any other. Only from a sign-in of the person's own that lives and is no token itself: else 'auth_required'. 'forbidden'
-- for a guest, 'conflict' when they have `p_most`.
CREATE FUNCTION create_access_token(
  p_id text, p_user text, p_sign_in text, p_name text, p_hash bytea, p_scopes text[], p_agent text, p_seconds int,
  p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_email text;
BEGIN
  -- Waits for whoever is just ending the person's sign-ins, and sees what they left.
  SELECT u.email INTO v_email FROM "user" u WHERE u.id = p_user FOR NO KEY UPDATE;
  IF NOT EXISTS (
    SELECT FROM sign_in i WHERE i.id = p_sign_in AND i.user_id = p_user AND i.expires_at > clock_timestamp()
      AND NOT EXISTS (SELECT FROM access_token t WHERE t.id = i.id)
  ) THEN
    RETURN 'auth_required';
  END IF;
  IF v_email IS NULL THEN
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

-- As before; but a token is none of the devices of which the oldest end when there are too many.
CREATE OR REPLACE FUNCTION begin_sign_in(
  p_id text, p_user text, p_password_hash text, p_agent text, p_seconds int, p_most int
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_disabled boolean;
  v_password_hash text;
BEGIN
  -- Waits for whoever is just ending the person's sign-ins, and sees what they left.
  SELECT u.disabled_at IS NOT NULL, u.password_hash INTO v_disabled, v_password_hash
  FROM "user" u WHERE u.id = p_user FOR NO KEY UPDATE;
  IF NOT FOUND OR v_password_hash IS DISTINCT FROM p_password_hash THEN
    RETURN 'auth_required';
  END IF;
  IF v_disabled THEN
    RETURN 'account_disabled';
  END IF;
  DELETE FROM sign_in i WHERE i.user_id = p_user AND i.expires_at <= clock_timestamp();
  PERFORM end_sign_ins(p_user, o.id) FROM (
    SELECT i.id FROM sign_in i
    WHERE i.user_id = p_user AND NOT EXISTS (SELECT FROM access_token t WHERE t.id = i.id)
    ORDER BY i.created_at DESC, i.id OFFSET p_most - 1
  ) o;
  INSERT INTO sign_in (id, user_id, agent, created_at, expires_at)
  VALUES (p_id, p_user, p_agent, clock_timestamp(), clock_timestamp() + make_interval(secs => p_seconds));
  RETURN 'ok';
END $$;
