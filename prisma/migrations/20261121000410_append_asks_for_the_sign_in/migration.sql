-- A change is judged by the sign-in that it came with, too: p_sign_ins names one for each of p_users. Whoever ends
-- a sign-in holds the documents of its person until the commit (lock_person), so nothing of it is committed after that.
-- Why a sign-in does not count is found out with the roles, once for each person of a batch: a look into a table among the
-- expressions of each entry would make all of them slow. Otherwise the same function as before.
DROP FUNCTION append_changes(
  text, role[], bigint, text[], int[], int[], int[], bigint[], bigint[], bigint[], bigint[], bigint[], int[], int[],
  bigint[], bytea[]
);
CREATE FUNCTION append_changes(
  p_document text,
  p_writers role[],
  p_max_characters bigint,
  p_users text[],
  p_sign_ins text[],
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
  v_signed_out text[]; -- why their p_sign_ins do not count, null for one that lives
  r_user text[];       -- of p_replicas: whose it is, null when it was not issued,
  r_counter bigint[];  -- its next counter,
  r_rseq bigint[];     -- its last rseq,
  r_lamport bigint[];  -- the last tick that it took,
  r_before bigint[];   -- its last rseq before the batch
  v_first bigint;      -- head before the batch
  v_from int := 1;     -- first entry that is not written yet
  v_unwritten int := 0;
  v_reference int := 0;
  v_user int;
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
  SELECT
    array_agg((SELECT p.role FROM permission p WHERE p.document_id = p_document AND p.user_id = u.id) ORDER BY u.place),
    array_agg(CASE
      WHEN EXISTS (
        SELECT FROM sign_in i WHERE i.id = u.sign_in AND i.user_id = u.id AND i.expires_at > append_changes.at
      ) THEN NULL
      WHEN EXISTS (SELECT FROM "user" p WHERE p.id = u.id AND p.disabled_at IS NOT NULL) THEN 'account_disabled'
      ELSE 'auth_required' END ORDER BY u.place)
  INTO v_roles, v_signed_out
  FROM unnest(p_users, p_sign_ins) WITH ORDINALITY u (id, sign_in, place);

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
    v_user := p_user[i];
    v_role := v_roles[v_user];
    v_code := CASE
      WHEN v_signed_out[v_user] IS NOT NULL THEN v_signed_out[v_user]
      WHEN v_role IS NULL THEN 'not_found'
      WHEN v_role <> ALL (p_writers) THEN 'forbidden'
      WHEN v_trashed THEN 'document_trashed'
      WHEN r_user[k] IS DISTINCT FROM p_users[v_user] THEN 'replica_invalid'
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
          WHEN p_lamports[i] < 0 OR p_characters[i] < 0
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
      IF p_lamports[i] > 0 THEN
        r_lamport[k] := p_lamport[i] + p_lamports[i] - 1;
      END IF;
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


-- Changes of several documents in one statement, and so in one commit: what a node with many busy documents writes at a
-- time. Every list holds what append_changes takes, one document's part behind the other's, and the first four say how
-- long the parts are.
--
-- A document that somebody else holds is passed over, without a row: to wait for it would make all the others wait, and
-- two that wait for each other would be a deadlock. The caller appends to that one by itself, as it does for a document
-- that does not exist.
CREATE FUNCTION append_together(
  p_documents text[],
  p_people int[],
  p_authors int[],
  p_entries int[],
  p_referred int[],
  p_writers role[],
  p_max_characters bigint,
  p_users text[],
  p_sign_ins text[],
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
  p_payload bytea[]
) RETURNS TABLE (place int, head bigint, at timestamptz, seqs bigint[], codes text[]) LANGUAGE plpgsql
SET plan_cache_mode = 'force_generic_plan'
AS $$
#variable_conflict use_column
DECLARE
  u int := 1; -- where the next document's part begins: in the people,
  r int := 1; -- the replicas,
  e int := 1; -- the entries,
  f int := 1; -- and their references
  v_people int;
  v_authors int;
  v_entries int;
  v_referred int;
BEGIN
  FOR i IN 1 .. cardinality(p_documents) LOOP
    v_people := u + p_people[i];
    v_authors := r + p_authors[i];
    v_entries := e + p_entries[i];
    v_referred := f + p_referred[i];
    PERFORM FROM document d WHERE d.id = p_documents[i] FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      SELECT a.head, a.at, a.seqs, a.codes INTO append_together.head, append_together.at, append_together.seqs, append_together.codes
      FROM append_changes(
        p_documents[i], p_writers, p_max_characters,
        p_users[u:v_people - 1], p_sign_ins[u:v_people - 1], p_replicas[r:v_authors - 1],
        p_user[e:v_entries - 1], p_replica[e:v_entries - 1], p_rseq[e:v_entries - 1], p_lamport[e:v_entries - 1],
        p_lamports[e:v_entries - 1], p_counter[e:v_entries - 1], p_characters[e:v_entries - 1],
        p_references[e:v_entries - 1], p_reference_replica[f:v_referred - 1], p_reference_counter[f:v_referred - 1],
        p_payload[e:v_entries - 1]
      ) a;
      append_together.place := i;
      RETURN NEXT;
    END IF;
    u := v_people;
    r := v_authors;
    e := v_entries;
    f := v_referred;
  END LOOP;
END $$;
