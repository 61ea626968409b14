-- What somebody wants wherever they are signed in.

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "preferences" JSONB NOT NULL DEFAULT '{}';


-- Twice what the longest preferences take; whoever made the keys up has the rest.
ALTER TABLE "user" ADD CONSTRAINT user_preferences CHECK (
  jsonb_typeof(preferences) = 'object' AND length(preferences::text) <= 32768
);
