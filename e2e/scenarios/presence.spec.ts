import { everybodySeesTheSame } from '../fixtures/actor.ts'
import { RawConnection } from '../fixtures/raw-connection.ts'
import { expect, test } from '../fixtures/test.ts'

test('everybody is shown to everybody, with a name, and leaves when they go', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, viewers: [bob] })
  await alice.opens(document)
  await expect(alice.editor.person('Alice (you)')).toBeVisible()
  await bob.opens(document)
  await expect(alice.editor.person('Bob')).toBeVisible()
  await expect(bob.editor.person('Alice')).toBeVisible()

  await bob.page.close()
  await expect(alice.editor.person('Bob')).toBeHidden()
})

test('A42 carets of others stand where they write, with their name', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one\ntwo\nthree' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesTo({ line: 2, column: 1 })
  await bob.types('x')
  await expect(alice.editor.flag('Bob')).toBeVisible()
  await expect(alice.editor.person('Bob')).toHaveAccessibleName(/line 2/)

  // The caret keeps its place in the text when lines come in above it.
  await alice.goesTo('start')
  await alice.types('zero\n')
  await expect(alice.editor.person('Bob')).toHaveAccessibleName(/line 3/)
})

test('the language is the document’s: who changes it changes it for all, and it stays', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'def f(): pass' })
  await alice.opens(document)
  await bob.opens(document)
  await alice.editor.chooseLanguage('Python')
  await expect(alice.editor.language).toHaveText('Python')
  await expect(bob.editor.language).toHaveText('Python')
  await bob.reloads()
  await expect(bob.editor.language).toHaveText('Python')
})

test('a new title shows in the other window', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], title: 'Plan' })
  await alice.opens(document)
  await bob.opens(document)
  await alice.editor.rename('Better plan')
  await expect(bob.page.getByRole('heading', { name: 'Better plan' })).toBeVisible()
})

test('A50 a press on somebody goes to where they are and opens their card, a second one follows them', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const text = Array.from({ length: 300 }, (_, at) => `line number ${at + 1}`).join('\n')
  const document = await scenario.document({ owner: alice, editors: [bob], text })
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesTo('end')
  await expect(alice.editor.person('Bob')).toHaveAccessibleName(/line 300/)
  await alice.editor.person('Bob').click()
  await expect(alice.editor.line(300)).toBeVisible()
  const card = alice.page.getByRole('dialog', { name: /^Bob, / })
  await expect(card).toContainText('Editor')
  await expect(card).toContainText('line 300')
  await expect(card.getByRole('button', { name: 'Follow' })).toBeFocused()
  await alice.page.keyboard.press('Enter')
  await expect(card).toBeHidden()
  await expect(alice.editor.followFrame).toBeVisible()

  await alice.page.keyboard.press('Escape')
  await expect(alice.editor.followFrame).toBeHidden()
  await alice.editor.person('Bob').click()
  await expect(card).toBeVisible()
  await alice.editor.person('Bob').click()
  await expect(alice.editor.followFrame).toBeVisible()
  // A press on oneself leads back to where one was.
  await alice.editor.person('Alice (you)').click()
  await expect(alice.editor.line(1)).toBeVisible()
  await expect(alice.editor.followFrame).toBeHidden()
})

test('A100 by keyboard: everybody is listed, Enter goes to somebody with my caret, and what others write can wait', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const plan = await scenario.document({ owner: alice, editors: [bob], text: 'one\ntwo\nthree' })
  await alice.opens(plan)
  await bob.opens(plan)
  await bob.goesTo({ line: 3, column: 1 })
  const runs = async (command: string) => {
    await alice.presses('F1')
    await alice.page.getByRole('combobox', { name: 'Commands' }).fill(command)
    await alice.presses('Enter')
  }
  await alice.goesTo('start')
  await runs('list everybody')
  const bobListed = alice.page
    .getByRole('dialog', { name: '2 people here' })
    .getByRole('button', { name: /^Bob.*line 3/ })
  await bobListed.focus()
  await alice.presses('Enter')
  await expect(alice.editor.text).toBeFocused()
  await expect(alice.page.getByRole('button', { name: /Ln 3, Col 1/ })).toBeVisible()

  await runs('hold back')
  const heldBack = alice.page.getByText('What others write is held back · 1 change')
  await bob.types('!')
  await expect(heldBack).toBeVisible()
  await alice.types('?')
  await bob.seesOf(alice, '?')
  await alice.sees('one\ntwo\n?three')
  await alice.page.getByRole('button', { name: 'Show it' }).click()
  await expect(heldBack).toBeHidden()
  await alice.seesOf(bob, '!')
  await expect(alice.editor.text).toBeFocused()
  await alice.presses('ControlOrMeta+s')
  await expect(alice.page.getByText(/It is saved by itself, as you write/).first()).toBeVisible()
})

test('A43 seven are here: five faces and how many more, three on a phone; one stop for Tab, arrows inside', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const others = []
  for (const name of ['Bob', 'Carol', 'Dave', 'Erin', 'Frank', 'Grace']) others.push(await scenario.person(name))
  const document = await scenario.document({ owner: alice, viewers: others })
  await using crowd = await RawConnection.crowd(others, document)
  await alice.opens(document)
  const buttons = alice.editor.people.getByRole('button')
  const all = alice.page.getByRole('button', { name: 'Show all 7 people' })
  await expect(buttons).toHaveCount(6)
  await expect(all).toHaveText('+2', { useInnerText: true })

  await expect(alice.editor.people.locator('[tabindex="0"]')).toHaveCount(1)
  await buttons.first().focus()
  await alice.presses('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')
  await expect(alice.editor.person('Alice (you)')).toBeFocused()
  await alice.presses('ArrowRight', 'Enter')
  await expect(alice.page.getByRole('dialog', { name: '7 people here' }).getByRole('listitem')).toHaveCount(7)
  await alice.presses('Escape')
  await expect(all).toBeFocused()
  await alice.presses('Home', 'Enter')
  await expect(alice.page.getByRole('dialog', { name: /viewing/ })).toContainText('Viewer')
  await alice.presses('Escape')
  await expect(buttons.first()).toBeFocused()

  await alice.page.setViewportSize({ width: 390, height: 844 })
  await expect(buttons).toHaveCount(4)
  await expect(all).toHaveText('+4', { useInnerText: true })
  await crowd[Symbol.asyncDispose]()
  await expect(alice.editor.people).toHaveAccessibleName('1 person here')
  await expect(buttons.last()).toHaveAccessibleName('Show all people: only you are here')
})

test('A100 a screen reader hears who changes my line, and who comes, in one sentence each', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one\ntwo' })
  await alice.opens(document)
  await alice.goesTo({ line: 2, column: 1 })
  await bob.opens(document)
  await expect(alice.page.getByText('Bob joined').first()).toBeVisible()
  await bob.goesTo('start')
  await bob.types('far away')
  // Told apart only when they come one after the other.
  await alice.seesOf(bob, 'far away')
  await bob.goesTo('end')
  await bob.types(' and near')
  await expect(alice.editor.spoken('Bob changed line 2.')).toBeAttached()
})

test('A21 three people with two devices each: everybody is one person with two, nobody is sent away, all write', async ({
  scenario,
}) => {
  // Six pages on two processors.
  test.setTimeout(120_000)
  const people = [await scenario.person('Alice'), await scenario.person('Bob'), await scenario.person('Carol')] as const
  const [alice, ...editors] = people
  const document = await scenario.document({ owner: alice, editors })
  const phones = []
  for (const actor of people) {
    const phone = await scenario.onAnotherDevice(actor)
    phones.push(phone)
    await actor.opens(document)
    await phone.opens(document)
  }
  for (const actor of [...people, ...phones]) {
    await expect(actor.page.getByRole('toolbar', { name: '3 people here' })).toBeVisible()
    for (const { name } of people.filter((other) => other.name !== actor.name)) {
      await expect(actor.editor.person(name)).toHaveAccessibleName(/on 2 devices/)
    }
    await actor.types('.')
  }
  expect(await everybodySeesTheSame(...people, ...phones)).toBe('......')
})
