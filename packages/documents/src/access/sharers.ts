import { asking } from './actor.ts'
import { sharersByChoice } from './policy.ts'

const byChoice = `'{${sharersByChoice.join()}}'::role[]`

/**
 * SQL that gives the roles that may share the document `$1` as far as the person `$2` goes; `$3` are those that always may.
 * As of the statement that it stands in: for what is read.
 */
export const sharers = `(SELECT sharers($1, $2, $3::role[], ${byChoice}))::role[]`

/** The same, and locks the document, so that it stays true until the commit: for what changes something. */
export const lockedSharers = `lock_sharers($1, ${asking}, $3::role[], ${byChoice})`
