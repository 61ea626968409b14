import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/**
 * Two signed tokens (JWT, RFC 7519, HS256) that only this product's own web app and collaboration servers mint:
 * a *ticket* proves who wants to join and from which sign-in; a *replica ticket* proves that a replica of a document
 * was issued to that person. Neither carries a role: the role is looked up when it is needed.
 *
 * Every session that opens a document has one checked and one minted. A hash takes microseconds, and the Web Cryptography
 * API a tenth of what joining costs: each call is handed to another thread and back. So this is Node's own.
 */

/** Who joins: the user, the name others see, and the sign-in the ticket came from. */
export type TicketHolder = { readonly userId: string; readonly name: string; readonly sessionId: string }

/** Which replica of which document was issued to whom. */
export type ReplicaGrant = { readonly documentId: string; readonly replica: number; readonly userId: string }

/** How long a ticket may be used after it was minted: enough for a slow hand-shake, too short to be worth stealing. */
export const ticketLifetimeSeconds = 60

/** As long as an offline copy may wait before it comes back: the outbox keeps its replica. */
export const replicaTicketLifetimeSeconds = 400 * 24 * 60 * 60

/** A token that is missing, expired, forged, or meant for something else. */
export class InvalidTicket extends Error {
  override readonly name = 'InvalidTicket'
}

/** The only one: what a token says about itself decides nothing. */
const header = partOf({ alg: 'HS256' })
const joinAudience = 'tandem:join'
const replicaAudience = 'tandem:replica'
const minimumSecretLength = 32

const holderClaims = z.object({ sub: z.string().min(1), name: z.string().min(1), sid: z.string().min(1) })
const validity = z.object({ aud: z.string(), exp: z.number() })
const replicaClaims = z.object({ sub: z.string().min(1), doc: z.string().min(1), rep: z.int().positive() })

/** Mints a ticket. The secret has at least 32 characters, otherwise it throws a RangeError. */
export async function mintTicket(secret: string, holder: TicketHolder): Promise<string> {
  return sign(secret, joinAudience, ticketLifetimeSeconds, {
    sub: holder.userId,
    name: holder.name,
    sid: holder.sessionId,
  })
}

/** Who holds this ticket. Throws `InvalidTicket`. */
export async function verifyTicket(secret: string, token: string): Promise<TicketHolder> {
  const claims = verify(secret, joinAudience, token, holderClaims)
  return { userId: claims.sub, name: claims.name, sessionId: claims.sid }
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

function sign(secret: string, audience: string, lifetimeSeconds: number, claims: Record<string, unknown>): string {
  const iat = nowSeconds()
  const content = `${header}.${partOf({ ...claims, aud: audience, iat, exp: iat + lifetimeSeconds })}`
  return `${content}.${codeOf(secret, content).toString('base64url')}`
}

function verify<T>(secret: string, audience: string, token: string, claims: z.ZodType<T>): T {
  const end = token.lastIndexOf('.')
  const content = token.slice(0, Math.max(end, 0))
  const code = Buffer.from(token.slice(end + 1), 'base64url')
  const expected = codeOf(secret, content)
  if (code.length !== expected.length || !timingSafeEqual(code, expected)) throw new InvalidTicket('It is not ours.')
  const [head, payload = ''] = content.split('.')
  if (head !== header) throw new InvalidTicket('It is of another kind.')
  try {
    // Whoever knows the secret made it, perhaps for something else.
    const signed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const { aud, exp } = validity.parse(signed)
    if (aud !== audience || exp <= nowSeconds()) throw new InvalidTicket('It is for something else, or has expired.')
    return claims.parse(signed)
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) {
      throw new InvalidTicket('It does not say what it should.', { cause })
    }
    throw cause
  }
}

/** The signature of RFC 7515, HS256. */
function codeOf(secret: string, content: string): Buffer {
  if (secret.length < minimumSecretLength)
    throw new RangeError(`The ticket secret needs ${minimumSecretLength} characters.`)
  return createHmac('sha256', secret).update(content).digest()
}

function partOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
