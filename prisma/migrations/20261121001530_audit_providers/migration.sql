-- Another provider is a way into an account: that it comes and goes is written down, and by which one; not who somebody is
-- there.
CREATE FUNCTION audit_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit(
      'provider_connected', coalesce(acting_person(), NEW.user_id), NULL, NEW.user_id,
      jsonb_build_object('provider', NEW.provider)
    );
  ELSIF EXISTS (SELECT FROM "user" u WHERE u.id = OLD.user_id) THEN
    PERFORM audit(
      'provider_disconnected', coalesce(acting_person(), OLD.user_id), NULL, OLD.user_id,
      jsonb_build_object('provider', OLD.provider)
    );
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER account_audited AFTER INSERT OR DELETE ON "account" FOR EACH ROW EXECUTE FUNCTION audit_provider();
