import type { Route } from '@playwright/test'
import { isAccessible } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

test('a document is created, written, and found again', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  await alice.dashboard.open()
  await alice.dashboard.create()
  await alice.editor.isOpen()
  // A blank document asks for its title first, and would take the keys along.
  await expect(alice.page.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused()
  await alice.types('first words')
  await alice.editor.rename('Travel notes')
  await alice.seesItSaved()

  await alice.dashboard.open()
  await alice.dashboard.link('Travel notes').click()
  await alice.sees('first words')
})

test('a document is renamed in the list', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  await scenario.document({ owner: alice, title: 'Plan' })
  await alice.dashboard.open()
  await alice.dashboard.rename('Plan', 'Better plan')
  await expect(alice.dashboard.link('Better plan')).toBeVisible()
  await alice.page.reload()
  await expect(alice.dashboard.link('Better plan')).toBeVisible()
  await expect(alice.dashboard.link('Plan')).toBeHidden()
})

test('a document goes to the trash and comes back', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, title: 'Plan', text: 'kept' })
  await alice.dashboard.open()
  await alice.dashboard.moveToTrash('Plan')
  await expect(alice.dashboard.link('Plan')).toBeHidden()

  await alice.dashboard.goTo('Trash')
  await expect(alice.dashboard.row('Plan')).toBeVisible()
  await alice.page.goto(document.path)
  await expect(alice.page.getByRole('heading', { name: '“Plan” is in the trash' })).toBeVisible()

  await alice.dashboard.open()
  await alice.dashboard.goTo('Trash')
  await alice.dashboard.restore('Plan')
  await expect(alice.dashboard.row('Plan')).toBeHidden()
  await alice.dashboard.goTo('My documents')
  await alice.dashboard.link('Plan').click()
  await alice.sees('kept')
})

test('what went to the trash comes back with Undo, and the focus to it', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  await scenario.document({ owner: alice, title: 'Plan' })
  await scenario.document({ owner: alice, title: 'Report', age: 60_000 })
  const { page, dashboard } = alice
  await Promise.all([page.waitForResponse(/documents\/fresh/), dashboard.open()])
  await dashboard.link('Plan').focus()
  await page.keyboard.press('Delete')
  await expect(dashboard.link('Report')).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await expect(dashboard.link('Plan')).toBeFocused()
  await expect(dashboard.titles()).toHaveText(['Plan', 'Report'])
})

test('the keys of the dashboard are listed, and what was opened last is what is found first', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const opened = await scenario.document({ owner: alice, title: 'Opened', age: 60_000 })
  await scenario.document({ owner: alice, title: 'Edited' })
  const { page } = alice
  await page.goto(opened.path)
  await alice.editor.isOpen()
  await Promise.all([page.waitForResponse(/documents\/fresh/), alice.dashboard.open()])
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Select up to here')
  await isAccessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  const palette = page.getByRole('dialog', { name: 'Find a document' })
  await expect(palette.getByRole('option')).toHaveText(['Opened', 'Edited'])
})

test('what comes while a list is on its way is in it soon after', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const { page, dashboard } = alice
  // The page has its list by then, and asks whether it is still so.
  const come = async (route: Route) => {
    await scenario.document({ owner: alice, title: 'Meanwhile' })
    await route.continue()
  }
  await page.route(/documents\/fresh/, come, { times: 1 })
  await dashboard.open()
  await expect(dashboard.link('Meanwhile')).toBeVisible()
})

test('what others share is in a place of its own', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  await scenario.document({ owner: alice, editors: [bob], title: 'From Alice' })
  await bob.dashboard.open()
  await expect(bob.dashboard.link('From Alice')).toBeHidden()
  await bob.dashboard.goTo('Shared with me')
  await expect(bob.dashboard.link('From Alice')).toBeVisible()
})

test('a document is found by its title, with a typo, and never one of somebody else', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const report = await scenario.document({ owner: alice, title: 'Quarterly report' })
  await scenario.document({ owner: alice, title: 'Shopping' })
  await scenario.document({ owner: bob, title: 'Report of somebody else' })
  await alice.dashboard.open()
  await alice.page.getByRole('button', { name: 'Find a document' }).click()
  const palette = alice.page.getByRole('dialog', { name: 'Find a document' })
  await expect(palette.getByRole('option')).toHaveText(['Shopping', 'Quarterly report'])
  await palette.getByRole('combobox').fill('reprot')
  await expect(palette.getByRole('option')).toHaveText(['Quarterly report'])
  await palette.getByRole('combobox').fill('nothing like it')
  await expect(palette.getByText('Nothing found, neither in titles nor in texts.')).toBeVisible()
  await alice.page.keyboard.press('Escape')
  await alice.dashboard.find('quart rep')
  await expect(alice.page).toHaveURL(report.path)
})
