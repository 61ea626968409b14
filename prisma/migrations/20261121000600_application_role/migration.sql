-- The role that the application works as: it reads and writes, but has no say over tables, and the log it can only
-- read and append to. Whoever runs the migrations owns the tables; the application's connections take this role when
-- they begin, so a mistake or an injection in it can't change what was written.

-- A role belongs to the whole cluster: another database of ours may have made it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem_app') THEN
    CREATE ROLE tandem_app NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL; -- made at the same moment
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the database needs the role "tandem_app", which % may not make', current_user
      USING HINT = format('as an administrator: CREATE ROLE tandem_app NOLOGIN; GRANT tandem_app TO %I;', current_user);
END $$;

DO $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT tandem_app TO %I', current_user);
  END IF;
EXCEPTION
  -- Somebody else made it, and has granted it or not: the first connection will tell.
  WHEN insufficient_privilege THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO tandem_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tandem_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tandem_app;
-- And on those of later migrations.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tandem_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO tandem_app;

-- Rows of the log go only with their whole document: by the foreign key, which acts for the tables' owner.
REVOKE UPDATE, DELETE ON "operation" FROM tandem_app;

-- Which migrations were applied is the owner's business.
DO $$
BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM tandem_app;
  END IF;
END $$;
