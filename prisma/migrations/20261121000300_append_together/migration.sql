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
        p_users[u:v_people - 1], p_replicas[r:v_authors - 1],
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
