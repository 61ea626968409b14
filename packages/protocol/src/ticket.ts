import { createSecretKey, type KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { hueCount } from './hue.ts'

/**
 * Two signed tokens (JWT, RFC 7519, HS256) that only this product's own web app and collaboration servers mint:
 * a *ticket* proves who wants to join and from which sign-in; a *replica ticket* proves that a replica of a document
 * was issued to that person. Neither carries a role: the role is looked up when it is needed.
 */

/** Who joins: the user, the name and the colour that others see, and the sign-in the ticket came from. */
export type TicketHolder = {
  readonly userId: string
  readonly name: string
  /** Missing: the one that follows from the user's id. */
  readonly hue?: number | undefined
  readonly sessionId: string
}

/** Which replica of which document was issued to whom. */
export type ReplicaGrant = { readonly documentId: string; readonly replica: number; readonly userId: string }

/** How long a ticket may be used after it was minted: enough for a slow hand-shake, too short to be worth stealing. */
const ticketLifetimeSeconds = 60

/** As long as an offline copy may wait before it comes back: the outbox keeps its replica. */
const replicaTicketLifetimeSeconds = 400 * 24 * 60 * 60

/** A token that is missing, expired, forged, or meant for something else. */
export class InvalidTicket extends Error {
  override readonly name = 'InvalidTicket'
}

const algorithm = 'HS256'
const joinAudience = 'tandem:join'
const replicaAudience = 'tandem:replica'
const minimumSecretLength = 32

/** The library checks when a token ends, but not that it does. */
const ends = { exp: z.number() }
const holderClaims = z.object({
  ...ends,
  sub: z.string().min(1),
  name: z.string().min(1),
  hue: z
    .int()
    .min(0)
    .max(hueCount - 1)
    .optional(),
  sid: z.string().min(1),
})
const replicaClaims = z.object({ ...ends, sub: z.string().min(1), doc: z.string().min(1), rep: z.int().positive() })

/** Mints a ticket. The secret has at least 32 characters, otherwise it throws a RangeError. */
export async function mintTicket(secret: string, holder: TicketHolder): Promise<string> {
  return sign(secret, joinAudience, ticketLifetimeSeconds, {
    sub: holder.userId,
    name: holder.name,
    hue: holder.hue,
    sid: holder.sessionId,
  })
}

/** Who holds this ticket. Throws `InvalidTicket`. */
export async function verifyTicket(secret: string, token: string): Promise<TicketHolder> {
  const claims = verify(secret, joinAudience, token, holderClaims)
  return { userId: claims.sub, name: claims.name, hue: claims.hue, sessionId: claims.sid }
}

/** Mints the proof that a replica was issued to a person. */
export async function mintReplicaTicket(secret: string, grant: ReplicaGrant): Promise<string> {
  return sign(secret, replicaAudience, replicaTicketLifetimeSeconds, {
    sub: grant.userId,
    doc: grant.documentId,
    rep: grant.replica,
  })
}

/** Which replica this proof is for. Throws `InvalidTicket`. */
export async function verifyReplicaTicket(secret: string, token: string): Promise<ReplicaGrant> {
  const claims = verify(secret, replicaAudience, token, replicaClaims)
  return { documentId: claims.doc, replica: claims.rep, userId: claims.sub }
}

function sign(secret: string, audience: string, expiresIn: number, claims: Record<string, unknown>): string {
  return jwt.sign(claims, keyOf(secret), { algorithm, audience, expiresIn })
}

function verify<T>(secret: string, audience: string, token: string, claims: z.ZodType<T>): T {
  const key = keyOf(secret)
  try {
    return claims.parse(jwt.verify(token, key, { audience, algorithms: [algorithm] }))
  } catch (cause) {
    // A SyntaxError: whoever knows the secret signed something that is no JSON.
    if (cause instanceof jwt.JsonWebTokenError || cause instanceof z.ZodError || cause instanceof SyntaxError) {
      throw new InvalidTicket('The ticket is not valid.', { cause })
    }
    throw cause
  }
}

/** As a key: of a text the library would try first whether it is one of a pair. */
function keyOf(secret: string): KeyObject {
  if (secret.length < minimumSecretLength)
    throw new RangeError(`The ticket secret needs ${minimumSecretLength} characters.`)
  return createSecretKey(Buffer.from(secret))
}
