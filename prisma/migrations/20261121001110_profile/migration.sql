-- The colour that somebody chose for themselves.

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "hue" SMALLINT;


-- As many as there are colours of people.
ALTER TABLE "user" ADD CONSTRAINT user_hue CHECK (hue BETWEEN 0 AND 23);
