-- What each person keeps of their documents: stars, tags, how they look at them. And documents that are deleted for good.
-- Prisma's part first.

-- CreateTable
CREATE TABLE "star" (
    "user_id" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "star_pkey" PRIMARY KEY ("user_id","document_id")
);

-- CreateTable
CREATE TABLE "document_tag" (
    "user_id" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "document_tag_pkey" PRIMARY KEY ("user_id","document_id","name")
);

-- CreateTable
CREATE TABLE "list_view" (
    "user_id" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "layout" TEXT NOT NULL,

    CONSTRAINT "list_view_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "star_document_id_idx" ON "star"("document_id");

-- CreateIndex
CREATE INDEX "document_tag_document_id_idx" ON "document_tag"("document_id");

-- AddForeignKey
ALTER TABLE "star" ADD CONSTRAINT "star_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "star" ADD CONSTRAINT "star_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_tag" ADD CONSTRAINT "document_tag_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_tag" ADD CONSTRAINT "document_tag_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_view" ADD CONSTRAINT "list_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "document_tag" ADD CONSTRAINT document_tag_name_length CHECK (length(name) BETWEEN 1 AND 400);

-- Gives a document a star of that person, or takes it. Whoever may not see the document learns nothing of it. The
-- person's row is locked before the document's, as everywhere.
CREATE FUNCTION set_starred(p_document text, p_actor text, p_allowed role[], p_starred boolean)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
BEGIN
  PERFORM FROM "user" u WHERE u.id = p_actor FOR KEY SHARE;
  v_outcome := lock_document(p_document, p_actor, p_allowed);
  IF v_outcome = 'ok' AND p_starred THEN
    INSERT INTO star (user_id, document_id) VALUES (p_actor, p_document) ON CONFLICT DO NOTHING;
  ELSIF v_outcome = 'ok' THEN
    DELETE FROM star s WHERE s.user_id = p_actor AND s.document_id = p_document;
  END IF;
  RETURN v_outcome;
END $$;

-- Gives a document one of that person's tags, or takes it. 'conflict': as many as there may be are there already.
CREATE FUNCTION set_tagged(
  p_document text, p_actor text, p_allowed role[], p_name text, p_tagged boolean, p_most_on_one int, p_most_names int
)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text;
BEGIN
  -- Of two tabs of one person at once each sees what the other one did.
  PERFORM FROM "user" u WHERE u.id = p_actor FOR NO KEY UPDATE;
  v_outcome := lock_document(p_document, p_actor, p_allowed);
  IF v_outcome <> 'ok' THEN
    RETURN v_outcome;
  END IF;
  IF NOT p_tagged THEN
    DELETE FROM document_tag t WHERE t.user_id = p_actor AND t.document_id = p_document AND t.name = p_name;
    RETURN v_outcome;
  END IF;
  INSERT INTO document_tag (user_id, document_id, name) VALUES (p_actor, p_document, p_name) ON CONFLICT DO NOTHING;
  IF (SELECT count(*) FROM document_tag t WHERE t.user_id = p_actor AND t.document_id = p_document) > p_most_on_one
    OR (SELECT count(DISTINCT t.name) FROM document_tag t WHERE t.user_id = p_actor) > p_most_names THEN
    DELETE FROM document_tag t WHERE t.user_id = p_actor AND t.document_id = p_document AND t.name = p_name;
    RETURN 'conflict';
  END IF;
  RETURN v_outcome;
END $$;

-- Deletes a document for good, with its log and everything else that belongs to it. Only from the trash: 'conflict' says
-- that it is not there.
CREATE FUNCTION delete_document(p_document text, p_actor text, p_allowed role[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_outcome text := lock_document(p_document, p_actor, p_allowed);
BEGIN
  IF v_outcome = 'ok' THEN
    IF NOT purge_document(p_document) THEN
      RETURN 'conflict';
    END IF;
    PERFORM notify_access(p_document, NULL), notify_document(p_document);
  END IF;
  RETURN v_outcome;
END $$;
