import { signInCall } from './sign-in-call.ts'
import type { Call, World } from './world.ts'

/** Everybody signs in; Alice makes a document that Bob edits and Vera views; Alice and Bob have it open. */
export function* beginning(world: World): Generator<readonly [name: string, call: Call]> {
  for (const person of world.people) yield ['signIn', signInCall(world, person)]
  const [alice, bob, vera] = [world.person(0), world.person(1), world.person(2)]
  const actor = { userId: alice.id }
  yield [
    'createDocument',
    async (on) => {
      const { id } = await on.createDocument(actor, { title: 'Notes' })
      world.metDocument(id)
      return { id }
    },
  ]
  const documentId = world.document(0)
  yield ['addPerson', (on) => on.addPerson(actor, documentId, { email: bob.email, role: 'editor' })]
  yield ['addPerson', (on) => on.addPerson(actor, documentId, { email: vera.email, role: 'viewer' })]
  for (const { id: userId } of [alice, bob]) {
    yield ['issueReplica', (on) => on.issueReplica({ documentId, userId, sessionId: 'a session' })]
  }
}
