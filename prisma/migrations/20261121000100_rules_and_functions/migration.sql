-- What Prisma cannot say: checks, an append-only log, owners, and the functions that change a document under its row
-- lock. A function is one statement for its caller, so no lock is ever held across a client's round trip; and each
-- statement inside it sees what was committed before it ran (READ COMMITTED), so what is read after the lock is true
-- until the commit.

-- Rows that are updated with every commit: room for the new version on the same page keeps the update off the indexes.
ALTER TABLE "document" SET (fillfactor = 50);
ALTER TABLE "replica" SET (fillfactor = 60);

ALTER TABLE "user"
  ADD CONSTRAINT user_email_canonical CHECK (email = lower(btrim(email)) AND email <> '' AND length(email) <= 254),
  ADD CONSTRAINT user_name_length CHECK (length(name) BETWEEN 1 AND 640);

ALTER TABLE "document"
  ADD CONSTRAINT document_title_length CHECK (length(title) BETWEEN 1 AND 2000),
  ADD CONSTRAINT document_counters CHECK (head >= 0 AND next_replica >= 1 AND lamport >= 0 AND characters >= 0);

ALTER TABLE "replica"
  ADD CONSTRAINT replica_counters
  CHECK (id >= 1 AND next_counter BETWEEN 0 AND 2147483648 AND last_rseq >= 0 AND lamport BETWEEN 0 AND 9007199254740991);

ALTER TABLE "operation"
  ADD CONSTRAINT operation_counters CHECK (seq >= 1 AND rseq >= 1),
  ADD CONSTRAINT operation_hash CHECK (octet_length(hash) = 32);

ALTER TABLE "snapshot" ADD CONSTRAINT snapshot_seq CHECK (seq >= 0);


-- The log is append-only. The one way out is a purge of the whole document, which names it in a setting that lives as
-- long as its transaction.

CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('tandem.purging', true) = OLD.document_id THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER operation_append_only BEFORE UPDATE OR DELETE ON "operation"
  FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER operation_no_truncate BEFORE TRUNCATE ON "operation"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();

-- Removes a document for good, with its log. Only from the trash. True when there was one.
CREATE FUNCTION purge_document(p_document text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_found boolean;
BEGIN
  PERFORM set_config('tandem.purging', p_document, true);
  DELETE FROM document d WHERE d.id = p_document AND d.trashed_at IS NOT NULL;
  v_found := FOUND;
  PERFORM set_config('tandem.purging', '', true);
  RETURN v_found;
END $$;


-- A document always has an owner, whoever writes to the table: judged at commit, under the document's lock, so that
-- two owners who step down at once do not both find the other.

CREATE FUNCTION require_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_document text := CASE WHEN TG_TABLE_NAME = 'document' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(OLD) ->> 'document_id' END;
BEGIN
  PERFORM FROM document d WHERE d.id = v_document FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT FROM permission p WHERE p.document_id = v_document AND p.role = 'owner') THEN
    RAISE EXCEPTION 'document % has no owner', v_document
      USING ERRCODE = 'check_violation', CONSTRAINT = 'document_has_owner';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER permission_owner_updated AFTER UPDATE ON "permission" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.role = 'owner' AND (NEW.role, NEW.document_id) IS DISTINCT FROM (OLD.role, OLD.document_id))
  EXECUTE FUNCTION require_owner();
CREATE CONSTRAINT TRIGGER permission_owner_deleted AFTER DELETE ON "permission" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION require_owner();
CREATE CONSTRAINT TRIGGER document_has_owner AFTER INSERT ON "document" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION require_owner();


-- Locks a document's row and tells whether `p_actor` has one of the roles `p_allowed` in it now: 'ok', 'forbidden', or
-- 'not_found' for a document that does not exist and for one that is not shared with them alike.
CREATE FUNCTION lock_document(p_document text, p_actor text, p_allowed role[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_role role;
BEGIN
  PERFORM FROM document d WHERE d.id = p_document FOR NO KEY UPDATE;
  SELECT p.role INTO v_role FROM permission p WHERE p.document_id = p_document AND p.user_id = p_actor;
  RETURN CASE WHEN v_role IS NULL THEN 'not_found' WHEN v_role = ANY (p_allowed) THEN 'ok' ELSE 'forbidden' END;
END $$;

-- Tells every collaboration server, when the transaction commits, to look again at who may do what: `p_user` null means
-- everybody.
CREATE FUNCTION notify_access(p_document text, p_user text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('tandem_access', json_build_object('document', p_document, 'user', p_user)::text)
$$;

-- Tells every collaboration server, when the transaction commits, that a document's title or place has changed.
CREATE FUNCTION notify_document(p_document text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('tandem_document', json_build_object('document', p_document)::text)
$$;

CREATE FUNCTION rename_document(p_document text, p_actor text, p_allowed role[], p_title text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome = 'ok' THEN
    UPDATE document d SET title = p_title WHERE d.id = p_document AND d.title <> p_title;
    IF FOUND THEN
      PERFORM notify_document(p_document);
    END IF;
  END IF;
  RETURN v_outcome;
END $$;

CREATE FUNCTION set_trashed(p_document text, p_actor text, p_allowed role[], p_trashed boolean)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome = 'ok' THEN
    UPDATE document d SET trashed_at = CASE WHEN p_trashed THEN now() END
    WHERE d.id = p_document AND (d.trashed_at IS NOT NULL) <> p_trashed;
    IF FOUND THEN
      PERFORM notify_access(p_document, NULL), notify_document(p_document);
    END IF;
  END IF;
  RETURN v_outcome;
END $$;

-- Gives the person with this e-mail address a role. `user_id` is null when nobody has it, and 'conflict' says that they
-- have a role already.
CREATE FUNCTION add_person(
  p_document text, p_actor text, p_allowed role[], p_email text, p_role role, OUT outcome text, OUT user_id text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  outcome := lock_document(p_document, p_actor, p_allowed);
  IF outcome <> 'ok' THEN
    RETURN;
  END IF;
  SELECT u.id INTO user_id FROM "user" u WHERE u.email = p_email;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  INSERT INTO permission (document_id, user_id, role) VALUES (p_document, add_person.user_id, p_role)
  ON CONFLICT (document_id, user_id) DO NOTHING;
  IF FOUND THEN
    PERFORM notify_access(p_document, add_person.user_id);
  ELSE
    outcome := 'conflict';
  END IF;
END $$;

-- Changes the role of somebody who has one; null takes it away.
CREATE FUNCTION set_person_role(p_document text, p_actor text, p_allowed role[], p_user text, p_role role)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
  v_role role;
BEGIN
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  SELECT p.role INTO v_role FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  IF v_role = p_role THEN
    RETURN 'ok';
  END IF;
  IF v_role = 'owner' AND NOT EXISTS (
    SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id <> p_user AND p.role = 'owner'
  ) THEN
    RETURN 'last_owner';
  END IF;
  IF p_role IS NULL THEN
    DELETE FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user;
  ELSE
    UPDATE permission p SET role = p_role WHERE p.document_id = p_document AND p.user_id = p_user;
  END IF;
  PERFORM notify_access(p_document, p_user);
  RETURN 'ok';
END $$;

-- A fresh replica id for a session of somebody who has any role in the document; null for anybody else.
CREATE FUNCTION issue_replica(p_document text, p_user text, p_session text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_id int;
BEGIN
  IF NOT EXISTS (SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user) THEN
    RETURN NULL;
  END IF;
  UPDATE document d SET next_replica = d.next_replica + 1 WHERE d.id = p_document RETURNING d.next_replica - 1 INTO v_id;
  IF FOUND THEN
    INSERT INTO replica (document_id, id, user_id, session_id) VALUES (p_document, v_id, p_user, p_session);
  END IF;
  RETURN v_id;
END $$;


-- Appends a batch of changes to a document's log: the only writer of "operation".
--
-- People and replicas come once each, in p_users and p_replicas (which also holds the replicas that are only referred
-- to); an entry names them by place. References of all entries come one after another; p_references says how many of
-- them are each entry's. The caller answers for the shape of the arrays; everything else is judged here.
--
-- Entries are judged in order, each against what the ones before it left. The state of the replicas is held in arrays
-- meanwhile, so the cost is a handful of statements for the batch and some expressions for each entry.
--
-- codes[i]: 'appended' or 'known' (seqs[i] is its seq), or why entry i was refused.
CREATE FUNCTION append_changes(
  p_document text,
  p_writers role[],
  p_max_characters bigint,
  p_users text[],
  p_replicas int[],
  p_user int[],
  p_replica int[],
  p_rseq bigint[],
  p_lamport bigint[],
  p_lamports bigint[],
  p_counter bigint[],
  p_characters bigint[],
  p_references int[],
  p_reference_replica int[],
  p_reference_counter bigint[],
  p_payload bytea[],
  OUT head bigint,
  OUT at timestamptz,
  OUT seqs bigint[],
  OUT codes text[]
) LANGUAGE plpgsql
-- Postgres takes the arrays' lengths for a reason to plan every statement below anew on every call, which costs more
-- than running them.
SET plan_cache_mode = 'force_generic_plan'
AS $$
#variable_conflict use_column
DECLARE
  c_max_lamport constant bigint := 9007199254740991; -- exact in a double
  c_max_counter constant bigint := 2147483648;       -- one past the highest counter
  n constant int := cardinality(p_replica);
  v_head bigint;
  v_lamport bigint;
  v_characters bigint;
  v_trashed boolean;
  v_roles role[];      -- of p_users, now
  r_user text[];       -- of p_replicas: whose it is, null when it was not issued,
  r_counter bigint[];  -- its next counter,
  r_rseq bigint[];     -- its last rseq,
  r_lamport bigint[];  -- the time of its last unit,
  r_before bigint[];   -- its last rseq before the batch
  v_first bigint;      -- head before the batch
  v_from int := 1;     -- first entry that is not written yet
  v_unwritten int := 0;
  v_reference int := 0;
  v_role role;
  v_code text;
  v_seq bigint;
  v_hash bytea;
  k int;
BEGIN
  SELECT d.head, d.lamport, d.characters, d.trashed_at IS NOT NULL INTO v_head, v_lamport, v_characters, v_trashed
  FROM document d WHERE d.id = p_document FOR NO KEY UPDATE;
  -- After the lock, so that times do not run against the order of the log; in milliseconds, as everybody reads them.
  at := date_trunc('milliseconds', clock_timestamp());
  codes := array_fill('not_found'::text, ARRAY[n]);
  seqs := array_fill(NULL::bigint, ARRAY[n]);
  IF NOT FOUND THEN
    head := 0;
    RETURN;
  END IF;
  v_first := v_head;

  -- New statements, so they see what was committed while this one waited for the lock. Each person and replica is one
  -- look-up by its key: a join could be planned as a scan of all replicas that the document ever had.
  SELECT array_agg((SELECT p.role FROM permission p WHERE p.document_id = p_document AND p.user_id = u.id) ORDER BY u.place)
  INTO v_roles
  FROM unnest(p_users) WITH ORDINALITY u (id, place);

  SELECT array_agg(r.user_id ORDER BY w.place), array_agg(r.next_counter ORDER BY w.place),
    array_agg(r.last_rseq ORDER BY w.place), array_agg(r.lamport ORDER BY w.place)
  INTO r_user, r_counter, r_rseq, r_lamport
  FROM unnest(p_replicas) WITH ORDINALITY w (id, place)
  LEFT JOIN LATERAL (
    SELECT * FROM replica r WHERE r.document_id = p_document AND r.id = w.id LIMIT 1
  ) r ON true;
  r_before := r_rseq;

  FOR i IN 1 .. n + 1 LOOP
    -- Accepted entries are written together: at the end, and before an entry that may be a repetition of one of them.
    IF v_unwritten > 0 AND (i > n OR p_rseq[i] <= r_rseq[p_replica[i]]) THEN
      INSERT INTO operation (document_id, seq, replica_id, rseq, user_id, payload, hash, created_at)
      SELECT p_document, e.seq, p_replicas[e.replica], e.rseq, p_users[e.person], e.payload, sha256(e.payload), append_changes.at
      FROM unnest(
        codes[v_from:i - 1], seqs[v_from:i - 1], p_replica[v_from:i - 1], p_rseq[v_from:i - 1], p_user[v_from:i - 1],
        p_payload[v_from:i - 1]
      ) AS e (code, seq, replica, rseq, person, payload)
      WHERE e.code = 'appended';
      v_unwritten := 0;
      v_from := i;
    END IF;
    EXIT WHEN i > n;

    k := p_replica[i];
    v_role := v_roles[p_user[i]];
    v_code := CASE
      WHEN v_role IS NULL THEN 'not_found'
      WHEN v_role <> ALL (p_writers) THEN 'forbidden'
      WHEN v_trashed THEN 'document_trashed'
      WHEN r_user[k] IS DISTINCT FROM p_users[p_user[i]] THEN 'replica_invalid'
      WHEN p_rseq[i] <= r_rseq[k] THEN 'known'
      WHEN p_rseq[i] <> r_rseq[k] + 1 THEN 'gap'
      WHEN p_counter[i] <> r_counter[k] THEN 'bad_change'
      ELSE 'appended' END;

    IF v_code = 'appended' THEN
      FOR j IN v_reference + 1 .. v_reference + p_references[i] LOOP
        -- Null for a replica that was never issued here.
        IF (p_reference_counter[j] < r_counter[p_reference_replica[j]]) IS NOT TRUE THEN
          v_code := 'unknown_dependency';
          EXIT;
        END IF;
      END LOOP;
      IF v_code = 'appended' THEN
        v_code := CASE
          WHEN p_lamports[i] < 1 OR p_characters[i] < 0
            OR p_lamport[i] <= r_lamport[k] OR p_lamport[i] > v_lamport + 1
            OR p_lamports[i] > c_max_lamport - p_lamport[i] + 1
            OR p_characters[i] > c_max_counter - r_counter[k] THEN 'bad_change'
          WHEN p_characters[i] > 0 AND v_characters + p_characters[i] > p_max_characters THEN 'document_full'
          ELSE 'appended' END;
      END IF;
    ELSIF v_code = 'known' THEN
      SELECT o.seq, o.hash INTO v_seq, v_hash FROM operation o
      WHERE o.document_id = p_document AND o.replica_id = p_replicas[k] AND o.rseq = p_rseq[i];
      v_code := CASE
        WHEN NOT FOUND THEN 'bad_change' -- below 1
        WHEN v_hash = sha256(p_payload[i]) THEN 'known'
        ELSE 'replica_fork' END;
    END IF;
    v_reference := v_reference + p_references[i];
    codes[i] := v_code;

    IF v_code = 'appended' THEN
      v_head := v_head + 1;
      v_unwritten := v_unwritten + 1;
      seqs[i] := v_head;
      r_rseq[k] := p_rseq[i];
      r_counter[k] := r_counter[k] + p_characters[i];
      r_lamport[k] := p_lamport[i] + p_lamports[i] - 1;
      v_lamport := greatest(v_lamport, r_lamport[k]);
      v_characters := v_characters + p_characters[i];
    ELSIF v_code = 'known' THEN
      seqs[i] := v_seq;
    END IF;
  END LOOP;

  IF v_head > v_first THEN
    FOR i IN 1 .. cardinality(p_replicas) LOOP
      CONTINUE WHEN r_rseq[i] IS NOT DISTINCT FROM r_before[i];
      UPDATE replica r SET next_counter = r_counter[i], last_rseq = r_rseq[i], lamport = r_lamport[i]
      WHERE r.document_id = p_document AND r.id = p_replicas[i];
    END LOOP;
    UPDATE document d SET head = v_head, lamport = v_lamport, characters = v_characters, edited_at = append_changes.at
    WHERE d.id = p_document;
  END IF;
  head := v_head;
END $$;
