import type { Database } from '../src/client.ts'
import { newId } from '../src/new-id.ts'

const lifetimeMs = 24 * 60 * 60 * 1000

/**
 * Signs a person in, as their browser does. The id of the sign-in, which a ticket has to name: random when not given. It
 * lives for a day, or for as long as is given (also in the past). Its person has just shown who they are, unless said
 * otherwise.
 */
export async function createSignIn(
  db: Database,
  userId: string,
  {
    id: wanted = newId(),
    livesMs = lifetimeMs,
    proved = true,
  }: { id?: string; livesMs?: number; proved?: boolean } = {},
): Promise<string> {
  const now = Date.now()
  const { id } = await db.prisma.signIn.create({
    data: {
      id: wanted,
      userId,
      agent: 'factory',
      createdAt: new Date(now),
      expiresAt: new Date(now + livesMs),
      // Shown besides signing in, which does not count for everything.
      provedAt: proved ? new Date(now + 1) : null,
    },
    select: { id: true },
  })
  return id
}
