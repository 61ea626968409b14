import 'server-only'
import type { LinkGuesses } from '@tandem/documents'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Guessing at one account. */
const perAccount = new RateLimiterMemory({ points: 10, duration: 60 })
/** One guess at each of many accounts, from one place. */
const perAddress = new RateLimiterMemory({ points: 60, duration: 60 })
/** Every try costs a password hash: this many a minute are less than one core's work. */
const perServer = new RateLimiterMemory({ points: 600, duration: 60 })
/** Accounts and guests that one address may make, so that nobody fills the table. */
const signUpsPerAddress = new RateLimiterMemory({ points: 20, duration: 600 })
/** As many as all may make together of whom no address is known: a course that begins gets in, and the table stays small. */
const signUpsFromAnywhere = new RateLimiterMemory({ points: 300, duration: 600 })

/**
 * Whether this sign-in may be tried now; if so, it counts. The account's limit never locks it: what is refused does not
 * count, so its owner waits a minute at most. Where the address is unknown (null), the account counts for all addresses.
 */
export async function admitSignIn(email: string, address: string | null): Promise<boolean> {
  // Only asked here and counted last: nobody uses up the server's tries with tries that are refused. And as a key that
  // is new always gets through to the last line, there are never more keys than the server has tries.
  if (await isUsedUp(perServer, '')) return false
  if (address !== null && !(await admits(perAddress, address))) return false
  if (!(await admits(perAccount, `${email.trim().toLowerCase()} ${address ?? ''}`))) return false
  return admits(perServer, '')
}

/** Whether this account may be made now; if so, it counts. */
export async function admitSignUp(email: string, address: string | null): Promise<boolean> {
  if (!(await admitSignIn(email, address))) return false
  return admitFrom(address, signUpsPerAddress, signUpsFromAnywhere)
}

/**
 * Codes of a second factor, from anywhere: of a million three are right at a time, and whoever tries has the password. As
 * it is counted behind `admitSignIn`, no more accounts are remembered than may be tried.
 */
const codesPerAccount = new RateLimiterMemory({ points: 10, duration: 900 })

/** Whether a code may be tried now for this account; if so, it counts. */
export function admitCode(email: string): Promise<boolean> {
  return admits(codesPerAccount, email.trim().toLowerCase())
}

/** Tries of links and their passwords, from one place. */
const linksPerAddress = new RateLimiterMemory({ points: 30, duration: 60 })
/**
 * Those of all together of whom no address is known: so many that nobody keeps the others out by opening links. Their addresses
 * are not to be guessed in any number of tries, and wrong passwords count by link.
 */
const linksFromAnywhere = new RateLimiterMemory({ points: 1200, duration: 60 })

/** Whether a link may be tried now from this address; if so, it counts. */
export function admitLink(address: string | null): Promise<boolean> {
  return admitFrom(address, linksPerAddress, linksFromAnywhere)
}

/** Whether a guest may be made now, for whom no e-mail address speaks; if so, it counts. */
export async function mayBeGuest(address: string | null): Promise<boolean> {
  return (await admitLink(address)) && admitFrom(address, signUpsPerAddress, signUpsFromAnywhere)
}

/**
 * Wrong passwords of one link, from anywhere: one can be as short as four characters, and of a place each has as many
 * tries as it has addresses.
 */
const guessesPerLink = new RateLimiterMemory({ points: 100, duration: 3600 })

/** Counted are passwords that were wrong: whoever knows it uses up nothing. */
export const linkGuesses: LinkGuesses = {
  mayGuess: async (linkId) => !(await isUsedUp(guessesPerLink, linkId)),
  countGuess: (linkId) => admits(guessesPerLink, linkId),
}

/**
 * What one person has the server do by pages: more than anybody clicks and types, so that a program in their place keeps
 * nobody else from the database, and fills no table.
 */
const actionsPerPerson = new RateLimiterMemory({ points: 600, duration: 60 })

/** Whether this person may do something now; if so, it counts. */
export function admitAction(userId: string): Promise<boolean> {
  return admits(actionsPerPerson, userId)
}

/** Messages to one address, whoever asks for them: nobody fills somebody else's mailbox. */
const mailsPerRecipient = new RateLimiterMemory({ points: 5, duration: 900 })
/** Messages to many addresses, from one place. */
const mailsPerAddress = new RateLimiterMemory({ points: 20, duration: 600 })
/** Messages at all: more look like a source of spam to mail servers. It bounds how many recipients are remembered, too. */
const mailsPerServer = new RateLimiterMemory({ points: 300, duration: 600 })

/**
 * Whether somebody may ask now for a message to this e-mail address, known or not; if so, it counts. As with sign-ins,
 * what is refused uses up nothing of the server's.
 */
export async function admitMail(recipient: string, address: string | null): Promise<boolean> {
  if (await isUsedUp(mailsPerServer, '')) return false
  if (address !== null && !(await admits(mailsPerAddress, address))) return false
  if (!(await admits(mailsPerRecipient, recipient.trim().toLowerCase()))) return false
  return admits(mailsPerServer, '')
}

/** Whether a limit lets so much through for this key now; if so, it counts. */
export async function admits(limiter: RateLimiterMemory, key: string, points = 1): Promise<boolean> {
  try {
    await limiter.consume(key, points)
    return true
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false
    throw refusal
  }
}

/** Whether it may be done from this address now, or, where none is known, by one of all those of whom none is. */
function admitFrom(
  address: string | null,
  perAddress: RateLimiterMemory,
  fromAnywhere: RateLimiterMemory,
): Promise<boolean> {
  return address === null ? admits(fromAnywhere, '') : admits(perAddress, address)
}

async function isUsedUp(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  const used = await limiter.get(key)
  return used !== null && used.remainingPoints === 0 && used.msBeforeNext > 0
}
