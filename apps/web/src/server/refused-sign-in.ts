import 'server-only'
import { createHmac } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { env } from './env.ts'
import { admits } from './rate-limits.ts'

/** Who wants to come in: the e-mail address that they gave, and where they are, if that is known. */
type Visitor = { readonly email: string; readonly address: string | null }

/** Anybody can knock: they do not fill the log. */
const lines = new RateLimiterMemory({ points: 120, duration: 60 })

/**
 * Lets somebody in by `enter`, and writes down when they did not get in, for whoever watches over this server: why, from
 * where, and at which account, as a number that follows from its address here and nowhere else. Never what they entered.
 */
export async function noteRefusal<Account>(
  visitor: Visitor,
  enter: () => Promise<Account | null>,
): Promise<Account | null> {
  try {
    const account = await enter()
    if (account === null) await log(visitor, 'wrong_password')
    return account
  } catch (error) {
    await log(visitor, error instanceof Error ? error.message : 'internal')
    throw error
  }
}

async function log({ email, address }: Visitor, reason: string): Promise<void> {
  if (!(await admits(lines, ''))) return
  const known = createHmac('sha256', env().NEXTAUTH_SECRET).update(`log ${email.trim().toLowerCase()}`)
  const account = known.digest('hex').slice(0, 12)
  console.info(JSON.stringify({ level: 'info', event: 'sign_in_refused', reason, account, address }))
}
