import { everybodySeesTheSame } from '../fixtures/actor.ts'
import { expect, test } from '../fixtures/test.ts'

test('two people see each other type', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob] })
  await alice.opens(document)
  await bob.opens(document)
  await alice.types('Hello Bob.')
  await bob.sees('Hello Bob.')
  await bob.goesTo('end')
  await bob.types(' Hello Alice.')
  await alice.sees('Hello Bob. Hello Alice.')
  await alice.seesItSaved()
  await bob.seesItSaved()
})

test('three people type at the same place at once: nothing is lost, doubled or mixed', async ({ scenario }) => {
  const people = [await scenario.person('Alice'), await scenario.person('Bob'), await scenario.person('Carol')] as const
  const [alice, bob, carol] = people
  const document = await scenario.document({ owner: alice, editors: [bob, carol], text: '<>' })
  for (const person of people) await person.opens(document)
  for (const person of people) await person.goesTo({ line: 1, column: 2 })

  const words = ['aaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbb', 'cccccccccccccccccccc'] as const
  await Promise.all([alice.types(words[0]), bob.types(words[1]), carol.types(words[2])])

  const text = await everybodySeesTheSame(...people)
  // Each word in one piece, in an order that all agree on.
  expect(text).toMatch(/^<(a{20}|b{20}|c{20}){3}>$/)
  expect(new Set(text.match(/a+|b+|c+/g))).toEqual(new Set(words))
})

test('two people write and delete all over one text, and end with the same', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const lines = Array.from({ length: 12 }, (_, at) => `line ${at + 1}`)
  const document = await scenario.document({ owner: alice, editors: [bob], text: lines.join('\n') })
  await alice.opens(document)
  await bob.opens(document)
  await alice.goesTo('start')
  await bob.goesTo('end')
  await Promise.all([
    (async () => {
      await alice.types('A1 ')
      await alice.presses('ArrowDown', 'Home', 'Shift+End', 'Backspace')
      await alice.types('A2')
      await alice.presses('Enter')
      await alice.types('A3 ')
    })(),
    (async () => {
      await bob.types(' B1')
      await bob.presses('ArrowUp', 'End', 'Backspace', 'Backspace', 'Enter')
      await bob.types('B2')
    })(),
  ])
  const text = await everybodySeesTheSame(alice, bob)
  for (const piece of ['A1 line 1', 'A2', 'A3 ', 'B2', 'line 12 B1']) expect(text.split(piece)).toHaveLength(2)
})

test('one person in two tabs is two carets and one text', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: '[]' })
  const other = await scenario.anotherTab(alice)
  await alice.opens(document)
  await other.opens(document)
  await alice.goesTo({ line: 1, column: 2 })
  await other.goesTo('end')
  await Promise.all([alice.types('inside'), other.types(' outside')])
  expect(await everybodySeesTheSame(alice, other)).toBe('[inside] outside')
})

test('A22 A32 undo takes back only what I did, and redo brings it again', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one\ntwo' })
  await alice.opens(document)
  await bob.opens(document)
  await alice.goesTo({ line: 1, column: 4 })
  await alice.types(' Alice')
  await bob.sees('one Alice\ntwo')
  await bob.goesTo('end')
  await bob.types(' Bob')
  await alice.sees('one Alice\ntwo Bob')

  await alice.undoes()
  await alice.sees('one\ntwo Bob')
  await bob.sees('one\ntwo Bob')
  await bob.undoes()
  await bob.sees('one\ntwo')
  await alice.presses('ControlOrMeta+Shift+z')
  await bob.sees('one Alice\ntwo')
})

test('A20 the owner goes: the others go on, and whoever comes later finds it all', async ({ scenario }) => {
  const [alice, bob, carol] = [
    await scenario.person('Alice'),
    await scenario.person('Bob'),
    await scenario.person('Carol'),
  ]
  const document = await scenario.document({ owner: alice, editors: [bob, carol], text: 'ours' })
  await alice.opens(document)
  await bob.opens(document)
  await alice.page.context().close()
  await bob.goesTo('end')
  await bob.types(' still')
  await bob.seesItSaved()
  await carol.opens(document)
  await carol.sees('ours still')
})
