-- Whoever asks has shown a sign-in before the statement begins; it may end while the statement is on its way, or waits. What
-- changes a document judges it again, behind the document's lock, as the append does.

-- The person of `p_who`, and notes the sign-in that stands behind them there for the rest of this transaction. Null or none:
-- there is none to judge, as with the server's own tools.
CREATE FUNCTION asks_at(p_who text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('tandem.sign_in', coalesce(p_who[2], ''), true);
  RETURN p_who[1];
END $$;

-- As before; and 'auth_required' for who asks at a sign-in that is none of theirs, or that lives no more. Whoever ends one
-- holds the documents of its person until the commit (lock_person): so nothing is done with it after that. Who asks is judged
-- before what they ask for.
CREATE OR REPLACE FUNCTION lock_document(p_document text, p_actor text, p_allowed role[])
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_sign_in constant text := nullif(current_setting('tandem.sign_in', true), '');
  v_role role;
  v_disabled boolean;
  v_signed_out boolean;
BEGIN
  PERFORM FROM document d WHERE d.id = p_document FOR NO KEY UPDATE;
  SELECT p.role, u.disabled_at IS NOT NULL INTO v_role, v_disabled
  FROM "user" u LEFT JOIN permission p ON p.user_id = u.id AND p.document_id = p_document WHERE u.id = p_actor;
  v_signed_out := v_sign_in IS NOT NULL AND NOT EXISTS (
    SELECT FROM sign_in i WHERE i.id = v_sign_in AND i.user_id = p_actor AND i.expires_at > clock_timestamp()
  );
  PERFORM act_as(p_actor);
  RETURN CASE
    WHEN v_disabled AND (v_signed_out OR v_role IS NOT NULL) THEN 'account_disabled'
    WHEN v_signed_out THEN 'auth_required'
    WHEN v_role IS NULL THEN 'not_found'
    WHEN v_role = ANY (p_allowed) THEN 'ok'
    ELSE 'forbidden' END;
END $$;
