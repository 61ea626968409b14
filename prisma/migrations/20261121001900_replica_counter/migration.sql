-- Who opens a document waits for nobody who writes to it, nor they for them: which replica is next has a row of its own.
-- Prisma's part first.

-- CreateTable
CREATE TABLE "replica_counter" (
    "document_id" TEXT NOT NULL,
    "next" INTEGER NOT NULL,

    CONSTRAINT "replica_counter_pkey" PRIMARY KEY ("document_id")
);

-- AddForeignKey
ALTER TABLE "replica_counter" ADD CONSTRAINT "replica_counter_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO replica_counter (document_id, next) SELECT d.id, d.next_replica FROM document d WHERE d.next_replica > 1;

-- AlterTable
ALTER TABLE "document" DROP COLUMN "next_replica";


ALTER TABLE replica_counter ADD CONSTRAINT replica_counter_next CHECK (next >= 2);

-- It went with its column.
ALTER TABLE document ADD CONSTRAINT document_counters CHECK (head >= 0 AND lamport >= 0 AND characters >= 0);

-- As before, without the lock that appends take: until its commit is on the disk, each keystroke of others waited for it.
CREATE OR REPLACE FUNCTION issue_replica(p_document text, p_user text, p_session text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_id int;
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_user FOR KEY SHARE;
  -- Before the counter: whoever deletes the document for good has its row first, and then what hangs on it.
  PERFORM FROM document d WHERE d.id = p_document FOR KEY SHARE;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM permission p WHERE p.document_id = p_document AND p.user_id = p_user) THEN
    RETURN NULL;
  END IF;
  INSERT INTO replica_counter AS c (document_id, next) VALUES (p_document, 2)
  ON CONFLICT (document_id) DO UPDATE SET next = c.next + 1 RETURNING c.next - 1 INTO v_id;
  INSERT INTO replica (document_id, id, user_id, session_id) VALUES (p_document, v_id, p_user, p_session);
  INSERT INTO visit AS v (user_id, document_id, opened_at, times) VALUES (p_user, p_document, clock_timestamp(), 1)
  ON CONFLICT (user_id, document_id) DO UPDATE SET opened_at = excluded.opened_at, times = v.times + 1;
  RETURN v_id;
END $$;
