/** How long a sign-in lasts, whatever happens: nothing renews it beyond that. */
export const signInSeconds = 30 * 24 * 60 * 60
/**
 * After so long without use it ends before that. Documents stay open for days and over a weekend; a browser that nobody
 * came back to for a week is one that somebody else may come to.
 */
export const idleSeconds = 7 * 24 * 60 * 60
/**
 * For so long after somebody has shown who they are nothing but deleting the account asks for it again: time to see to an account, and not for
 * somebody else to come by a browser that was left.
 */
export const proofSeconds = 10 * 60
/** Sign-ins of one person at a time: more devices than anybody has, few enough to look through. Then the oldest ends. */
export const maxSignIns = 50
/** As `proofSeconds`, for deleting the account, which asks everybody once more: time to read what it means. */
export const deletionProofSeconds = 2 * 60
/** Of what a browser says about itself: its name and its system are in front. */
const maxAgentUnits = 200

/** One of a person's sign-ins, as they see it. */
export type SignIn = {
  readonly id: string
  /** What the browser said that it is, as it said it. */
  readonly agent: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** A person at one of their sign-ins. */
export type SignInHolder = { readonly userId: string; readonly signInId: string }

/** What a browser says about itself, as text that Postgres takes and that a list can show. */
export function tidyAgent(agent: string): string {
  return agent
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, maxAgentUnits)
    .toWellFormed()
}
