import fc from 'fast-check'
import { linkRoles } from '../../sharing/link.ts'
import { linkAddress } from '../../sharing/link-address.ts'
import { hourMs, kind, mostly, place, who } from './step.ts'
import type { World } from './world.ts'

const secret = 'a secret'
const settings = fc.record({
  name: mostly('A link', fc.constantFrom('', 'two\nlines')),
  role: fc.constantFrom(...linkRoles),
  // Hashed at full cost: rare.
  password: mostly<string | null>(null, fc.constantFrom('open sesame', 'no')),
  livesMs: fc.constantFrom(null, null, hourMs, -hourMs),
})
const onLink = { who, which: fc.oneof(fc.constant(0), fc.nat(2)), link: fc.oneof(fc.constant(0), fc.nat(3), place) }

const named = (world: World, { who, which, link }: { who: number; which: number; link: number }) => ({
  actor: { userId: world.person(who).id },
  documentId: world.document(which),
  linkId: world.link(link),
})

/** The address of a link, of its generation now or of the one before; and the password, if it is the right one. */
function keyOf(world: World, { link: at, isOld, isRight }: { link: number; isOld: boolean; isRight: boolean }) {
  const id = world.link(at)
  const link = world.documents.flatMap((documentId) => world.model.document(documentId)?.links.get(id) ?? [])[0]
  const address = linkAddress(secret, { id, generation: (link?.generation ?? 1) - (isOld ? 1 : 0) })
  return { address, password: isRight ? (link?.password ?? undefined) : 'a wrong one' }
}
const key = {
  link: onLink.link,
  isOld: mostly<boolean>(false, fc.constant(true)),
  isRight: mostly<boolean>(true, fc.constant(false)),
}

/** What people do with links, and who comes by one. */
export const linkSteps = [
  kind('createLink', 4, fc.record({ ...onLink, settings }), (world, args) => {
    const { actor, documentId } = named(world, args)
    return async (on) => {
      const { id } = await on.createLink(actor, documentId, args.settings)
      world.metLink(id)
      return { id }
    }
  }),
  kind('changeLink', 4, fc.record({ ...onLink, settings }), (world, args) => {
    const { actor, documentId, linkId } = named(world, args)
    return (on) => on.changeLink(actor, documentId, linkId, args.settings)
  }),
  kind('setLinkApproval', 8, fc.record({ ...onLink, approval: mostly(true, fc.constant(false)) }), (world, args) => {
    const { actor, documentId, linkId } = named(world, args)
    return (on) => on.setLinkApproval(actor, documentId, linkId, args.approval)
  }),
  kind('renewLink', 2, fc.record(onLink), (world, args) => {
    const { actor, documentId, linkId } = named(world, args)
    return (on) => on.renewLink(actor, documentId, linkId)
  }),
  kind('removeLink', 1, fc.record(onLink), (world, args) => {
    const { actor, documentId, linkId } = named(world, args)
    return (on) => on.removeLink(actor, documentId, linkId)
  }),
  kind('setGeneralAccess', 4, fc.record({ ...onLink, role: fc.constantFrom(...linkRoles, null) }), (world, args) => {
    const { actor, documentId } = named(world, args)
    return async (on) => {
      const link = await on.setGeneralAccess(actor, documentId, args.role)
      if (link) world.metLink(link.id)
      return link
    }
  }),
  kind('linkOffer', 2, fc.record(key), (world, args) => {
    const { address } = keyOf(world, args)
    return (on) => on.linkOffer(secret, address)
  }),
  kind('openLink', 12, fc.record({ ...key, who: place }), (world, args) => {
    const actor = { userId: world.person(args.who).id }
    const tried = keyOf(world, args)
    return (on) => on.openLink(secret, actor, tried)
  }),
  kind('admitGuest', 2, fc.record({ ...key, name: mostly('Guest', fc.constant('')) }), (world, { name, ...args }) => {
    const tried = keyOf(world, args)
    return async (on) => {
      const answer = await on.admitGuest(secret, { ...tried, name, agent: 'a browser' })
      world.metPerson({ id: answer.id, email: `guest-${answer.id}@example.test`, password: 'none' })
      world.metSignIn({ userId: answer.id, signInId: answer.signInId })
      return answer
    }
  }),
  kind(
    'becomeMember',
    2,
    fc.record({ who: place, isTaken: mostly<boolean>(false, fc.constant(true)) }),
    (world, args) => {
      const person = world.person(args.who)
      const email = args.isTaken ? world.person(0).email : `member-${world.people.length}-${world.person(0).email}`
      const password = 'the pass phrase of a member'
      return async (on) => {
        await on.becomeMember(person.id, { email, name: 'Member', password })
        person.email = email
        person.password = password
      }
    },
  ),
]
