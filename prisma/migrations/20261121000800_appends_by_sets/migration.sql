-- What append_changes and append_together did, in one function that takes any number of documents: for all of them
-- together it locks, looks people and replicas up, inserts and updates, in one statement each. A statement inside a
-- function costs far more to begin than a row in it, so a node with many busy documents pays for its rows only. What is
-- checked, and in which order, is as before.
DROP FUNCTION append_together(
  text[], int[], int[], int[], int[], role[], bigint, text[], text[], int[], int[], int[], bigint[], bigint[], bigint[],
  bigint[], bigint[], int[], int[], bigint[], bytea[]
);
DROP FUNCTION append_changes(
  text, role[], bigint, text[], text[], int[], int[], int[], bigint[], bigint[], bigint[], bigint[], bigint[], int[],
  int[], bigint[], bytea[]
);

-- Appends changes to the logs of documents, each of which is named once. People, each with a sign-in of theirs, and
-- replicas travel once for each document that they are in; everything names documents, people and replicas by place, from
-- 1. A sign-in counts under the lock, too: whoever ends one holds the documents of its person until the commit
-- (lock_person), so nothing of it is committed after that.
--
-- A document that somebody else holds is passed over, as is one that does not exist: its head is null, and nothing of it
-- is judged. To wait for it would make all the others wait, and two that wait for each other would be a deadlock. With
-- p_waits, which is for one document by itself, it is waited for.
CREATE FUNCTION append_changes(
  p_documents text[],
  p_waits boolean,
  p_writers role[],
  p_max_characters bigint,
  p_user_document int[],
  p_users text[],
  p_sign_ins text[],
  p_replica_document int[],
  p_replicas int[],
  p_document int[],
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
  OUT at timestamptz,
  OUT heads bigint[],
  OUT seqs bigint[],
  OUT codes text[]
) LANGUAGE plpgsql
-- Postgres takes the arrays' lengths for a reason to plan every statement below anew on every call, which costs more
-- than running them.
SET plan_cache_mode = 'force_generic_plan'
-- Every row is looked up by its key, however few there were when the plan was made.
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  c_max_lamport constant bigint := 9007199254740991; -- exact in a double
  c_max_counter constant bigint := 2147483648;       -- one past the highest counter
  n constant int := cardinality(p_document);
  d_first bigint[];      -- of p_documents: the head before the batch, null for one that is passed over; heads is the one now,
  d_lamport bigint[];    -- the highest time in it,
  d_characters bigint[]; -- how many it has had,
  d_trashed boolean[];   -- whether it is in the trash
  v_roles role[];        -- of p_users, now
  v_signed_out text[];   -- why their p_sign_ins do not count, null for one that lives
  r_user text[];         -- of p_replicas: whose it is, null when it was not issued,
  r_counter bigint[];    -- its next counter,
  r_before bigint[];     -- its last rseq before the batch,
  r_rseq bigint[];       -- its last rseq,
  r_lamport bigint[];    -- the last tick that it took
  v_unwritten int[] := '{}'; -- entries that were accepted and are not written yet
  v_reference int;       -- the first reference of an entry,
  v_next int := 1;       -- and of the one behind it
  v_user int;
  v_role role;
  v_code text;
  v_seq bigint;
  v_hash bytea;
  d int;                 -- the place of its document,
  k int;                 -- and of its replica
BEGIN
  -- Nearly always nobody else holds any of them; after a wait nobody does.
  FOR attempt IN 1 .. 2 LOOP
    SELECT array_agg(x.head ORDER BY w.place), array_agg(x.lamport ORDER BY w.place),
      array_agg(x.characters ORDER BY w.place), array_agg(x.trashed_at IS NOT NULL ORDER BY w.place)
    INTO heads, d_lamport, d_characters, d_trashed
    FROM unnest(p_documents) WITH ORDINALITY w (id, place)
    LEFT JOIN LATERAL (SELECT * FROM document x WHERE x.id = w.id FOR NO KEY UPDATE SKIP LOCKED) x ON true;
    EXIT WHEN NOT p_waits OR array_position(heads, NULL) IS NULL;
    PERFORM FROM document x WHERE x.id = ANY (p_documents) FOR NO KEY UPDATE;
  END LOOP;
  d_first := heads;
  -- After the locks, so that times do not run against the order of a log; in milliseconds, as everybody reads them.
  at := date_trunc('milliseconds', clock_timestamp());

  -- New statements, so they see what was committed before the locks were had.
  SELECT
    array_agg((
      SELECT p.role FROM permission p WHERE p.document_id = p_documents[u.document] AND p.user_id = u.id
    ) ORDER BY u.place),
    array_agg(CASE
      WHEN EXISTS (
        SELECT FROM sign_in i WHERE i.id = u.sign_in AND i.user_id = u.id AND i.expires_at > append_changes.at
      ) THEN NULL
      WHEN EXISTS (SELECT FROM "user" p WHERE p.id = u.id AND p.disabled_at IS NOT NULL) THEN 'account_disabled'
      ELSE 'auth_required' END ORDER BY u.place)
  INTO v_roles, v_signed_out
  FROM unnest(p_user_document, p_users, p_sign_ins) WITH ORDINALITY u (document, id, sign_in, place);

  SELECT array_agg(r.user_id ORDER BY w.place), array_agg(r.next_counter ORDER BY w.place),
    array_agg(r.last_rseq ORDER BY w.place), array_agg(r.lamport ORDER BY w.place)
  INTO r_user, r_counter, r_rseq, r_lamport
  FROM unnest(p_replica_document, p_replicas) WITH ORDINALITY w (document, id, place)
  LEFT JOIN replica r ON r.document_id = p_documents[w.document] AND r.id = w.id;
  r_before := r_rseq;

  codes := array_fill(NULL::text, ARRAY[n]);
  seqs := array_fill(NULL::bigint, ARRAY[n]);
  FOR i IN 1 .. n + 1 LOOP
    -- Accepted entries are written together: at the end, and before an entry that may be a repetition of one of them.
    IF cardinality(v_unwritten) > 0 AND (i > n OR p_rseq[i] <= r_rseq[p_replica[i]]) THEN
      INSERT INTO operation (document_id, seq, replica_id, rseq, user_id, payload, hash, created_at)
      SELECT p_documents[p_document[e]], seqs[e], p_replicas[p_replica[e]], p_rseq[e], p_users[p_user[e]], p_payload[e],
        sha256(p_payload[e]), append_changes.at
      FROM unnest(v_unwritten) e;
      v_unwritten := '{}';
    END IF;
    EXIT WHEN i > n;

    v_reference := v_next;
    v_next := v_next + p_references[i];
    d := p_document[i];
    CONTINUE WHEN heads[d] IS NULL;
    k := p_replica[i];
    v_user := p_user[i];
    v_role := v_roles[v_user];
    v_code := CASE
      WHEN v_signed_out[v_user] IS NOT NULL THEN v_signed_out[v_user]
      WHEN v_role IS NULL THEN 'not_found'
      WHEN v_role <> ALL (p_writers) THEN 'forbidden'
      WHEN d_trashed[d] THEN 'document_trashed'
      WHEN r_user[k] IS DISTINCT FROM p_users[v_user] THEN 'replica_invalid'
      WHEN p_rseq[i] <= r_rseq[k] THEN 'known'
      WHEN p_rseq[i] <> r_rseq[k] + 1 THEN 'gap'
      WHEN p_counter[i] <> r_counter[k] THEN 'bad_change'
      ELSE 'appended' END;

    IF v_code = 'appended' THEN
      FOR j IN v_reference .. v_next - 1 LOOP
        -- Null for a replica that was never issued here.
        IF (p_reference_counter[j] < r_counter[p_reference_replica[j]]) IS NOT TRUE THEN
          v_code := 'unknown_dependency';
          EXIT;
        END IF;
      END LOOP;
      IF v_code = 'appended' THEN
        v_code := CASE
          WHEN p_lamports[i] < 0 OR p_characters[i] < 0
            OR p_lamport[i] <= r_lamport[k] OR p_lamport[i] > d_lamport[d] + 1
            OR p_lamports[i] > c_max_lamport - p_lamport[i] + 1
            OR p_characters[i] > c_max_counter - r_counter[k] THEN 'bad_change'
          WHEN p_characters[i] > 0 AND d_characters[d] + p_characters[i] > p_max_characters THEN 'document_full'
          ELSE 'appended' END;
      END IF;
    ELSIF v_code = 'known' THEN
      SELECT o.seq, o.hash INTO v_seq, v_hash FROM operation o
      WHERE o.document_id = p_documents[d] AND o.replica_id = p_replicas[k] AND o.rseq = p_rseq[i];
      v_code := CASE
        WHEN NOT FOUND THEN 'bad_change' -- below 1
        WHEN v_hash = sha256(p_payload[i]) THEN 'known'
        ELSE 'replica_fork' END;
    END IF;
    codes[i] := v_code;

    IF v_code = 'appended' THEN
      heads[d] := heads[d] + 1;
      seqs[i] := heads[d];
      v_unwritten := v_unwritten || i;
      r_rseq[k] := p_rseq[i];
      r_counter[k] := r_counter[k] + p_characters[i];
      IF p_lamports[i] > 0 THEN
        r_lamport[k] := p_lamport[i] + p_lamports[i] - 1;
      END IF;
      d_lamport[d] := greatest(d_lamport[d], r_lamport[k]);
      d_characters[d] := d_characters[d] + p_characters[i];
    ELSIF v_code = 'known' THEN
      seqs[i] := v_seq;
    END IF;
  END LOOP;

  UPDATE replica r SET next_counter = r_counter[place], last_rseq = r_rseq[place], lamport = r_lamport[place]
  FROM generate_subscripts(p_replicas, 1) place
  WHERE r_rseq[place] <> r_before[place]
    AND r.document_id = p_documents[p_replica_document[place]] AND r.id = p_replicas[place];
  UPDATE document x SET head = heads[place], lamport = d_lamport[place], characters = d_characters[place],
    edited_at = append_changes.at
  FROM generate_subscripts(p_documents, 1) place
  WHERE heads[place] <> d_first[place] AND x.id = p_documents[place];
END $$;
