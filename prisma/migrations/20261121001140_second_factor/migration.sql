-- A second factor beside the password: codes that a device makes, and others on paper. Prisma's part first.

-- CreateTable
CREATE TABLE "second_factor" (
    "user_id" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "user_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","hash")
);

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "second_factor"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "recovery_code" ADD CONSTRAINT recovery_code_hash_length CHECK (length(hash) = 32);

-- Keeps the secret of a second factor that is being set up. False when one is in use, or the password is not the one that
-- the caller verified.
CREATE FUNCTION begin_second_factor(p_user text, p_password_hash text, p_secret bytea)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user AND u.password_hash = p_password_hash FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO second_factor (user_id, secret) VALUES (p_user, p_secret)
  ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = 0
  WHERE second_factor.confirmed_at IS NULL;
  RETURN FOUND;
END $$;

-- Puts a second factor into use whose first code was right, with the hashes of its recovery codes. False when the secret is
-- not the one that the code was made with any more.
CREATE FUNCTION confirm_second_factor(p_user text, p_secret bytea, p_step bigint, p_hashes bytea[])
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE second_factor f SET confirmed_at = clock_timestamp(), last_step = p_step
  WHERE f.user_id = p_user AND f.secret = p_secret AND f.confirmed_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO recovery_code (user_id, hash) SELECT p_user, h FROM unnest(p_hashes) h;
  PERFORM audit('second_factor_on', p_user, NULL, p_user, NULL);
  RETURN true;
END $$;

-- Ends a second factor. False when there is none in use, or the password is not the one that the caller verified; null for
-- the password: whoever runs the server does it.
CREATE FUNCTION remove_second_factor(p_user text, p_password_hash text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_was_used boolean;
BEGIN
  PERFORM FROM "user" u
  WHERE u.id = p_user AND (p_password_hash IS NULL OR u.password_hash = p_password_hash) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM second_factor f WHERE f.user_id = p_user RETURNING f.confirmed_at IS NOT NULL INTO v_was_used;
  IF v_was_used IS NOT TRUE THEN
    RETURN false;
  END IF;
  PERFORM audit('second_factor_off', CASE WHEN p_password_hash IS NOT NULL THEN p_user END, NULL, p_user, NULL);
  RETURN true;
END $$;
