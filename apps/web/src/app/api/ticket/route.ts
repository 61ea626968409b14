import { answer } from '#server/answer.ts'
import { currentUser } from '#server/current-user.ts'
import { mintTicketFor } from '#server/mint-ticket.ts'
import { problem } from '#server/problem.ts'
import { admitAction } from '#server/rate-limits.ts'
import { isSameOrigin } from '#server/same-origin.ts'

/** Hands the signed-in person a ticket for the collaboration server, and says whose it is: pages may be older than the sign-in. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem(403, 'forbidden', 'Tickets are given to this site only.')
  return answer(giveTicket)
}

async function giveTicket(): Promise<Response> {
  const user = await currentUser()
  if (!user) return problem(401, 'auth_required', 'Sign in to go on.')
  if (!(await admitAction(user.id))) return problem(429, 'rate_limited', 'Too many tickets. Wait a minute.')
  return Response.json(
    { ticket: await mintTicketFor(user), userId: user.id },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}
