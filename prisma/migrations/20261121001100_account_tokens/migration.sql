-- Links that are sent by mail: for another password, and to prove an address. Prisma's part first.

-- CreateEnum
CREATE TYPE "token_purpose" AS ENUM ('reset_password', 'verify_email');

-- CreateTable
CREATE TABLE "account_token" (
    "user_id" TEXT NOT NULL,
    "purpose" "token_purpose" NOT NULL,
    "hash" BYTEA NOT NULL,
    "email" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_token_pkey" PRIMARY KEY ("user_id","purpose")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_token_hash_key" ON "account_token"("hash");

-- AddForeignKey
ALTER TABLE "account_token" ADD CONSTRAINT "account_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "account_token" ADD CONSTRAINT account_token_hash_length CHECK (length(hash) = 32);

-- As before; and a link for another password that is under way leads nowhere any more.
CREATE OR REPLACE FUNCTION change_password(p_user text, p_password_hash text, p_next text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_person(p_user);
  UPDATE "user" u SET password_hash = p_next WHERE u.id = p_user AND u.password_hash = p_password_hash;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM account_token t WHERE t.user_id = p_user AND t.purpose = 'reset_password';
  PERFORM end_sign_ins(p_user, NULL);
  RETURN true;
END $$;

-- Takes a link of that purpose, which is good once: the person whose it was, or null when it leads nowhere. The person's
-- row is locked. A link is for the address that it was sent to, and a disabled account has none.
CREATE FUNCTION take_account_token(p_hash bytea, p_purpose token_purpose) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_user text;
BEGIN
  SELECT t.user_id INTO v_user FROM account_token t WHERE t.hash = p_hash AND t.purpose = p_purpose;
  -- The person first, as everywhere; whoever waited here looks again.
  PERFORM FROM "user" u WHERE u.id = v_user FOR UPDATE;
  DELETE FROM account_token t USING "user" u
  WHERE t.hash = p_hash AND t.purpose = p_purpose AND t.expires_at > clock_timestamp()
    AND u.id = t.user_id AND u.email = t.email AND u.disabled_at IS NULL;
  RETURN CASE WHEN FOUND THEN v_user END;
END $$;

-- Puts another password in place of whatever there was, for whoever has a link that was sent for it; which also proves the
-- address. Every sign-in ends; and of an account that was made with an address which its maker never showed to be theirs goes
-- what its maker came in with: another provider would let them in again, and a second factor would keep out the one whose
-- address it is. The person, or null when the link leads nowhere.
CREATE FUNCTION reset_password(p_hash bytea, p_next text) RETURNS text LANGUAGE plpgsql AS $$
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

-- Notes that an address is its person's: 'not_found' for a link that leads nowhere (any more), 'forbidden' for one of
-- somebody else's account, which it stays good for. Whoever makes an account with an address of somebody else's has a link
-- sent there: who reads the mail, and is not signed in to that account, would else give the address away.
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
