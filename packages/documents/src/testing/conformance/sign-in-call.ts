import type { Call, World } from './world.ts'

/** Signs somebody in; the world knows of it then. */
export function signInCall(world: World, person: { readonly email: string; readonly password: string }): Call {
  // As they are now: the call may be made again when they have another password.
  const input = { email: person.email, password: person.password, agent: 'a\tbrowser' }
  return async (on) => {
    const answer = await on.signIn(input)
    if (answer) world.metSignIn({ userId: answer.id, signInId: answer.signInId })
    return answer
  }
}
