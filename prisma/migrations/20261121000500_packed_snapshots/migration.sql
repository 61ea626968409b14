-- A stored snapshot may be packed: "size" is its length when it is unpacked. The hash is that of the bytes as they are
-- stored, so that damage shows before anybody opens them.
ALTER TABLE "snapshot"
  ADD COLUMN "coding" TEXT NOT NULL DEFAULT 'identity',
  ADD COLUMN "size" INTEGER,
  ADD COLUMN "hash" BYTEA;

UPDATE "snapshot" SET size = octet_length(state), hash = sha256(state);

ALTER TABLE "snapshot"
  ALTER COLUMN "coding" DROP DEFAULT,
  ALTER COLUMN "size" SET NOT NULL,
  ALTER COLUMN "hash" SET NOT NULL,
  -- What is packed already does not get smaller: Postgres need not try.
  ALTER COLUMN "state" SET STORAGE EXTERNAL,
  ADD CONSTRAINT snapshot_coding CHECK (coding IN ('identity', 'deflate-raw', 'brotli')),
  ADD CONSTRAINT snapshot_size CHECK (size >= 0),
  ADD CONSTRAINT snapshot_hash CHECK (octet_length(hash) = 32);
