import fc from 'fast-check'
import { linkRoles } from '../../sharing/link.ts'
import { kind, mostly, place, who } from './step.ts'
import type { World } from './world.ts'

const onDocument = { who, which: fc.oneof(fc.constant(0), fc.nat(2)) }
const role = fc.constantFrom(...linkRoles)

const named = (world: World, { who, which }: { who: number; which: number }) => ({
  actor: { userId: world.person(who).id },
  documentId: world.document(which),
})

/** An address that may be somebody's who comes later, or is somebody's now. */
function addressOf(world: World, { whom, isNext }: { whom: number; isNext: boolean }): string {
  return isNext ? `${world.people.length}-${world.person(0).email}` : world.person(whom).email
}

/** Invitations of addresses, people who ask, and who may decide about them. */
export const sharingSteps = [
  kind(
    'invitePerson',
    8,
    fc.record({
      ...onDocument,
      whom: place,
      isNext: fc.boolean(),
      role,
      verifiedOnly: mostly(true, fc.constant(false)),
    }),
    (world, args) => {
      const { actor, documentId } = named(world, args)
      const { role, verifiedOnly } = args
      const email = addressOf(world, args)
      return async (on) => {
        const answer = await on.invitePerson(actor, documentId, { email, role, verifiedOnly })
        if (answer.id !== undefined) world.metInvitation(answer.id)
        return answer
      }
    },
  ),
  kind('withdrawInvitation', 3, fc.record({ ...onDocument, invitation: place }), (world, args) => {
    const { actor, documentId } = named(world, args)
    const waiting = [...(world.model.document(documentId)?.invitations.values() ?? [])]
    const id = waiting[Math.max(0, args.invitation) % waiting.length]?.id ?? world.invitation(args.invitation)
    return (on) => on.withdrawInvitation(actor, documentId, id)
  }),
  kind('acceptInvitations', 2, fc.nat(9), (world, whom) => {
    const { id } = world.person(whom)
    return (on) => on.acceptInvitations(id)
  }),
  kind('showAddress', 4, fc.nat(9), (world, whom) => {
    const { id } = world.person(whom)
    return (on) => on.showAddress(id)
  }),
  kind('requestAccess', 8, fc.record({ whom: fc.nat(9), which: place, role }), (world, { whom, which, role }) => {
    const actor = { userId: world.person(whom).id }
    const documentId = world.document(which)
    return async (on) => {
      const news = await on.requestAccess(actor, documentId, { role })
      return news && { ...news, owners: news.owners.map(({ email }) => email).toSorted() }
    }
  }),
  kind(
    'answerAccessRequest',
    8,
    fc.record({ ...onDocument, whom: place, role: fc.constantFrom(...linkRoles, null) }),
    (world, args) => {
      const { actor, documentId } = named(world, args)
      const { id } = world.person(args.whom)
      const asking = [...(world.model.document(documentId)?.requests.keys() ?? [])]
      return (on) =>
        on.answerAccessRequest(actor, documentId, asking[Math.max(0, args.whom) % asking.length] ?? id, args.role)
    },
  ),
  kind(
    'setEditorsShare',
    4,
    fc.record({ ...onDocument, editorsShare: mostly(true, fc.constant(false)) }),
    (world, args) => {
      const { actor, documentId } = named(world, args)
      return (on) => on.setEditorsShare(actor, documentId, args.editorsShare)
    },
  ),
]
