-- What a request was answered that named itself, so that it can be sent again without being done twice. Prisma's part first.

-- CreateTable
CREATE TABLE "answered_request" (
    "token_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "answer" JSONB,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answered_request_pkey" PRIMARY KEY ("token_id","key")
);

-- AddForeignKey
ALTER TABLE "answered_request" ADD CONSTRAINT "answered_request_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "access_token"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "answered_request" ADD CONSTRAINT answered_request_key_length CHECK (length(key) BETWEEN 1 AND 128);
