import fc from 'fast-check'
import { signInCall } from './sign-in-call.ts'
import { hourMs, kind, mostly, place } from './step.ts'

// Not one that can be guessed: the model knows no list of those, and nobody's name.
const password = fc.constantFrom('one good pass phrase', 'another good pass phrase', 'short', 'x'.repeat(257))

/** What people do to their accounts and sign-ins. Whatever hashes at full cost is rare. */
export const accountSteps = [
  kind('signUp', 2, fc.record({ who: place, isTaken: fc.boolean(), password }), (world, { who, isTaken, password }) => {
    const email = isTaken ? world.person(who).email : `${world.people.length}-${world.person(0).email}`
    return async (on) => {
      const answer = await on.signUp({ email, name: 'Zoe', password })
      world.metPerson({ id: answer.userId, email, password })
      return answer
    }
  }),
  kind('signIn', 8, fc.record({ who: place, isRight: fc.boolean() }), (world, { who, isRight }) => {
    const { email, password } = world.person(who)
    return signInCall(world, { email: ` ${email.toUpperCase()}`, password: isRight ? password : `${password}!` })
  }),
  kind('changePassword', 1, fc.record({ who: place, isRight: fc.boolean(), password }), (world, args) => {
    const person = world.person(args.who)
    const input = { password: args.isRight ? person.password : 'a wrong one', next: args.password }
    return async (on) => {
      await on.changePassword(person.id, input)
      person.password = input.next
    }
  }),
  kind('disableAccount', 1, place, (world, who) => {
    const { id } = world.person(who)
    return (on) => on.disableAccount(id)
  }),
  kind('enableAccount', 3, place, (world, who) => {
    const { id } = world.person(who)
    return (on) => on.enableAccount(id)
  }),
  kind('accountOf', 3, fc.record({ which: place, isTheirs: fc.boolean(), who: place }), (world, args) => {
    const holder = world.signIn(args.which)
    const asked = args.isTheirs ? holder : { ...holder, userId: world.person(args.who).id }
    return (on) => on.accountOf(asked)
  }),
  kind('listSignIns', 2, place, (world, who) => {
    const { id } = world.person(who)
    return async (on) => (await on.listSignIns(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }),
  kind('endSignIn', 3, fc.record({ which: place, isTheirs: fc.boolean(), who: place }), (world, args) => {
    const holder = world.signIn(args.which)
    const asked = args.isTheirs ? holder : { ...holder, userId: world.person(args.who).id }
    return (on) => on.endSignIn(asked)
  }),
  kind('endAllSignIns', 1, place, (world, who) => {
    const { id } = world.person(who)
    return (on) => on.endAllSignIns(id)
  }),
  kind('createToken', 5, fc.record({ which: place, name: mostly('CI', fc.constant('')) }), (world, { which, name }) => {
    const holder = world.signIn(which)
    return async (on) => {
      const { id } = await on.createToken(holder, { name, scopes: ['documents:write'], days: 7 })
      world.metToken({ userId: holder.userId, signInId: id })
      return { id }
    }
  }),
  kind(
    'revokeToken',
    4,
    fc.record({ which: fc.nat(9), who: place, isTheirs: mostly<boolean>(true, fc.constant(false)) }),
    (world, args) => {
      const { userId, signInId } = world.token(args.which)
      const asked = args.isTheirs ? userId : world.person(args.who).id
      return (on) => on.revokeToken(asked, signInId)
    },
  ),
  kind(
    'timePasses',
    1,
    fc.constantFrom(hourMs, 6 * 24 * hourMs, 29 * 24 * hourMs, 31 * 24 * hourMs),
    (_, ms) => (on) => on.timePasses(ms),
  ),
]
