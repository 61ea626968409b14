import { roles } from '@tandem/protocol'
import fc from 'fast-check'
import { kind, place, who } from './step.ts'
import type { World } from './world.ts'

const title = fc.constantFrom('Notes', ' Notes ', 'A plan', '', 'two\nlines')
const onDocument = { who, which: fc.oneof(fc.constant(0), fc.nat(2)) }
const onPerson = { ...onDocument, whom: place }
const role = fc.constantFrom(...roles)

const named = (world: World, { who, which }: { who: number; which: number }) => ({
  actor: { userId: world.person(who).id },
  id: world.document(which),
})

/** Something that is done about one person in a document. */
const aboutSomebody = (name: 'removePerson' | 'handOver' | 'blockPerson' | 'unblockPerson', weight: number) =>
  kind(name, weight, fc.record(onPerson), (world, args) => {
    const { actor, id } = named(world, args)
    const { id: userId } = world.person(args.whom)
    const keptOut = [...(world.model.document(id)?.blocked ?? [])]
    const [first] = name === 'unblockPerson' ? keptOut : []
    return (on) => on[name](actor, id, first ?? userId)
  })

/** What people do to documents, and to who has access. */
export const documentSteps = [
  kind('createDocument', 2, fc.record({ who: place, title: fc.option(title, { nil: undefined }) }), (world, args) => {
    const actor = { userId: world.person(args.who).id }
    return async (on) => {
      const { id } = await on.createDocument(actor, { title: args.title })
      world.metDocument(id)
      return { id }
    }
  }),
  kind('getDocument', 2, fc.record({ who: place, which: place }), (world, args) => {
    const { actor, id } = named(world, args)
    return (on) => on.getDocument(actor, id)
  }),
  kind('renameDocument', 4, fc.record({ ...onDocument, title }), (world, args) => {
    const { actor, id } = named(world, args)
    return (on) => on.renameDocument(actor, id, args.title)
  }),
  kind('trashDocument', 3, fc.record(onDocument), (world, args) => {
    const { actor, id } = named(world, args)
    return (on) => on.trashDocument(actor, id)
  }),
  kind('restoreDocument', 4, fc.record(onDocument), (world, args) => {
    const { actor, id } = named(world, args)
    return (on) => on.restoreDocument(actor, id)
  }),
  kind('purgeDocument', 1, place, (world, which) => {
    const id = world.document(which)
    return (on) => on.purgeDocument(id)
  }),
  kind('addPerson', 5, fc.record({ ...onPerson, role: fc.constantFrom('viewer', 'editor') }), (world, args) => {
    const { actor, id } = named(world, args)
    const { email } = world.person(args.whom)
    return (on) => on.addPerson(actor, id, { email, role: args.role })
  }),
  kind('changeRole', 6, fc.record({ ...onPerson, role }), (world, args) => {
    const { actor, id } = named(world, args)
    const { id: userId } = world.person(args.whom)
    return (on) => on.changeRole(actor, id, userId, args.role)
  }),
  aboutSomebody('removePerson', 4),
  aboutSomebody('handOver', 2),
  aboutSomebody('blockPerson', 4),
  aboutSomebody('unblockPerson', 4),
  kind('openAccess', 4, fc.record({ which: fc.nat(2), with: place }), (world, args) => {
    const id = world.document(args.which)
    const holder = world.signIn(args.with)
    return (on) => on.openAccess(holder, id)
  }),
  kind('findAccessChanges', 3, fc.array(place, { maxLength: 3 }), (world, places) => {
    const known = {
      documents: [...new Set(places.map((which) => world.document(which)))].map((id, at) => ({
        id,
        revision: (world.model.document(id)?.revision ?? 0) - (at % 2),
      })),
      signIns: places.map((which) => world.signIn(which)),
    }
    return (on) => on.findAccessChanges(known)
  }),
]
