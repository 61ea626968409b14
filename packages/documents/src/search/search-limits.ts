/** Every limit of full-text search, with its reason. */

/** As much of a text is searched: what people write by hand is a tenth of it, and twenty of them fit into one answer. */
export const maxSearchedUnits = 256 * 1024
/** All words of one text that it is found by; Postgres takes 1 MiB for one document. */
export const maxWordBytes = 512 * 1024
/** A longer word is found by its beginning: nobody types more of it. */
export const maxWordLength = 64
/** The first lines, for a list that shows them: what fits on a card. */
export const maxOpeningLines = 12
export const maxOpeningUnits = 600

/** What somebody types to find a text. */
export const maxTextQueryLength = 500
/** Words and phrases of a query; more make it no more exact. */
export const maxTerms = 8
/** Documents in one answer: more than anybody reads, and each comes with its text. */
export const maxFoundTexts = 20
/** Lines shown of each of them. */
export const maxFoundLines = 3
/** What is shown of a long line. */
export const maxLineUnits = 160
/** Documents that have all words of a phrase and are looked through for the phrase itself. */
export const maxPhraseCandidates = 500
