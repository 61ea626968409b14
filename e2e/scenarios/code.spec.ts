import type { Page } from '@playwright/test'
import { isAccessible } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

test('A95 formatting changes only what differs: what others write meanwhile stays, and it is one step of undo', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const text = 'function  add( a,b ){\n    return  a+b\n}'
  const plan = await scenario.document({ owner: alice, editors: [bob], title: 'add.ts', text })
  await alice.opens(plan)
  await bob.opens(plan)
  await expect(alice.editor.language).toHaveText('TypeScript')
  await bob.goesTo({ line: 2, column: 14 })
  await bob.types('lpha')
  await alice.sees(text.replace('a+b', 'alpha+b'))

  await alice.presses('Shift+Alt+f')
  await alice.sees('function add(a, b) {\n  return alpha + b;\n}\n')
  await bob.types('bet')
  await alice.sees('function add(a, b) {\n  return alphabet + b;\n}\n')
  await alice.undoes()
  await bob.sees(text.replace('a+b', 'alphabet+b'))
})

test('a mistake in the syntax is marked as somebody types, counted and found by key', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const plan = await scenario.document({ owner: alice, title: 'plan.json', text: '{"a": 1}' })
  await alice.opens(plan)
  await alice.goesTo({ line: 1, column: 8 })
  await alice.types(',')
  const problems = alice.page.getByRole('button', { name: '1 problem. Go to the next problem' })
  await expect(problems).toBeVisible()
  await alice.goesTo('start')
  await alice.presses('F2')
  await expect(alice.page.getByText('Something is missing here').first()).toBeVisible()
  await expect(alice.editor.text).toBeFocused()
  await alice.goesTo({ line: 1, column: 9 })
  await alice.presses('Backspace')
  await expect(problems).toBeHidden()

  await alice.presses('Backspace', 'Shift+Alt+f')
  await expect(alice.page.getByText(/^Can't format this: /)).toBeVisible()
})

test('several cursors, folding, and replacing by a regular expression', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const plan = await scenario.document({ owner: alice, title: 'plan.ts', text: 'if (a1) {\n  a2\n}\na3' })
  await alice.opens(plan)
  await alice.goesTo('start')
  await alice.presses('ControlOrMeta+Alt+ArrowDown')
  await alice.types('//')
  await alice.sees('//if (a1) {\n//  a2\n}\na3')
  await alice.undoes()
  // What can be folded is known when the language is here.
  await expect(alice.page.getByTitle('Fold line', { exact: true }).first()).toBeVisible()
  await alice.presses('Escape', 'ControlOrMeta+Home', 'Control+Shift+BracketLeft')
  await expect(alice.editor.text.getByLabel('folded code')).toBeVisible()
  await alice.presses('Control+Shift+BracketRight')

  await alice.presses('ControlOrMeta+f')
  const search = alice.page.getByRole('search', { name: 'Find and replace' })
  await search.getByRole('button', { name: 'Regular expression' }).click()
  await search.getByRole('textbox', { name: 'Find' }).fill('a(\\d)')
  // From beside the text as from within it.
  await alice.page.getByRole('button', { name: 'Share' }).focus()
  await alice.presses('Control+h')
  await expect(search.getByRole('textbox', { name: 'Replace with' })).toBeFocused()
  await alice.page.keyboard.type('b$1')
  await search.getByRole('button', { name: 'Replace all' }).click()
  await alice.sees('if (b1) {\n  b2\n}\nb3')
})

test('properties are everybody’s, live, with who changed them last', async ({ scenario }) => {
  const [alice, bob, vera] = [
    await scenario.person('Alice'),
    await scenario.person('Bob'),
    await scenario.person('Vera'),
  ]
  const plan = await scenario.document({ owner: alice, editors: [bob], viewers: [vera], title: 'plan.ts', text: 'one' })
  for (const person of [alice, bob, vera]) {
    await person.opens(plan)
    await person.page.getByRole('button', { name: 'Properties', exact: true }).click()
  }
  const panel = (page: Page) => page.getByRole('complementary', { name: 'Properties' })

  await panel(alice.page).getByLabel('Language').selectOption('Python')
  await expect(bob.editor.language).toHaveText('Python')
  await expect(panel(bob.page).getByText('Changed last by Alice')).toBeVisible()
  await expect(panel(alice.page).getByText('Changed last by you')).toBeVisible()

  await panel(bob.page).getByLabel('Name').fill('team')
  await panel(bob.page).getByLabel('Value', { exact: true }).fill('core')
  await bob.presses('Enter')
  await expect(panel(alice.page).getByLabel('Value of team')).toHaveValue('core')
  await panel(alice.page).getByLabel('Value of team').fill('edge')
  await alice.presses('Enter')
  await expect(panel(vera.page).getByText('edge')).toBeVisible()
  await expect(panel(vera.page).getByLabel('Name')).toHaveCount(0)
  await expect(panel(vera.page).getByLabel('Language')).toBeDisabled()

  await panel(bob.page).getByLabel('Name').fill('team')
  await bob.presses('Enter')
  await expect(panel(bob.page).getByText('There is a property of that name already.')).toBeVisible()
  await panel(bob.page).getByRole('button', { name: 'Remove team' }).click()
  await expect(panel(alice.page).getByLabel('Value of team')).toHaveCount(0)
  await bob.page.getByRole('button', { name: 'Undo' }).click()
  await expect(panel(alice.page).getByLabel('Value of team')).toHaveValue('edge')

  await bob.reloads()
  await expect(panel(bob.page).getByText('Changed last by Alice')).toBeVisible()
  await expect(bob.editor.text).toBeFocused()
  await isAccessible(bob.page)
  await panel(bob.page).getByRole('separator').focus()
  const width = async () => (await panel(bob.page).boundingBox())?.width
  const before = await width()
  await bob.presses('ArrowLeft')
  await expect.poll(width).toBe((before ?? 0) + 20)
  await bob.presses('Escape')
  await expect(panel(bob.page)).toHaveCount(0)
  await expect(bob.editor.text).toBeFocused()
})
