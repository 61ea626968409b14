-- When the owners were told of a request: those that come by a link that only asks are mailed, too, and each once. Prisma's
-- part first.

-- AlterTable
ALTER TABLE "access_request" ADD COLUMN     "told_at" TIMESTAMPTZ(3);


-- Those of before were mailed when they came, or nobody waits for a mail any more.
UPDATE "access_request" SET told_at = created_at;
