-- Who is in which document, for lists of documents. Prisma's part first.

-- CreateTable
CREATE TABLE "here" (
    "document_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "here_pkey" PRIMARY KEY ("document_id","user_id")
);

-- CreateIndex
CREATE INDEX "here_user_id_idx" ON "here"("user_id");

-- AddForeignKey
ALTER TABLE "here" ADD CONSTRAINT "here_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "here" ADD CONSTRAINT "here_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- It is true for half a minute: nothing of it is worth a write to the log of the database.
ALTER TABLE "here" SET UNLOGGED;
