-- What people show of themselves in place of their initials. Prisma's part first.

-- CreateTable
CREATE TABLE "picture" (
    "user_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "picture" ADD CONSTRAINT "picture_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "picture"
  ADD CONSTRAINT picture_size CHECK (octet_length(bytes) BETWEEN 1 AND 32768),
  ADD CONSTRAINT picture_hash CHECK (hash = sha256(bytes));
-- It is compressed already.
ALTER TABLE "picture" ALTER COLUMN bytes SET STORAGE EXTERNAL;
