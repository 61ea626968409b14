import type { Call, World } from './world.ts'

/** Signs somebody in; the world knows of it then. */
export function signInCall(world: World, input: { readonly email: string; readonly password: string }): Call {
  return async (on) => {
    const answer = await on.signIn({ ...input, agent: 'a\tbrowser' })
    if (answer) world.metSignIn({ userId: answer.id, signInId: answer.signInId })
    return answer
  }
}
