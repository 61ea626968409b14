import type { Page } from '@playwright/test'
import type { Actor } from '../fixtures/actor.ts'
import { isAccessible } from '../fixtures/is-accessible.ts'
import type { Scenario } from '../fixtures/scenario.ts'
import type { ScenarioDocument } from '../fixtures/scenario-document.ts'
import { expect, test } from '../fixtures/test.ts'

test('A97 order and layout are remembered for a person, on every device', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  for (const title of ['Bananas', 'Apples', 'Cherries']) {
    await scenario.document({ owner: alice, title, text: `${title} are fruit` })
  }
  await alice.dashboard.open()
  await alice.dashboard.sortBy('Title')
  await expect(alice.dashboard.titles()).toHaveText(['Apples', 'Bananas', 'Cherries'])
  await alice.dashboard.lookAt('As cards')
  await expect(alice.page.getByRole('button', { name: 'As cards' })).toHaveAttribute('aria-pressed', 'true')
  const other = await scenario.onAnotherDevice(alice)
  await other.dashboard.open()
  await expect(other.dashboard.titles()).toHaveText(['Apples', 'Bananas', 'Cherries'])
  await expect(other.page.getByRole('button', { name: 'As cards' })).toHaveAttribute('aria-pressed', 'true')
  await isAccessible(other.page)
})

test('A97 many documents are tagged, starred, shared and thrown away at once, by keyboard', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  for (const title of ['One', 'Two', 'Three', 'Four']) await scenario.document({ owner: alice, title })
  const { page, dashboard } = alice
  await dashboard.open()
  await dashboard.sortBy('Title')
  await expect(dashboard.titles()).toHaveText(['Four', 'One', 'Three', 'Two'])

  await dashboard.link('Four').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(dashboard.link('Three')).toBeFocused()
  await page.keyboard.press('Shift+Space')
  await expect(dashboard.selected()).toContainText('3 selected')
  await isAccessible(page)

  await dashboard.selected().getByRole('button', { name: 'Star', exact: true }).click()
  await dashboard.selected().getByRole('button', { name: 'Tags' }).click()
  const tags = page.getByRole('dialog', { name: 'Tags of 3 documents' })
  await tags.getByRole('textbox', { name: 'New tag' }).fill('work')
  await page.keyboard.press('Enter')
  await expect(tags.getByRole('checkbox', { name: 'work' })).toBeChecked()
  await isAccessible(page)
  await page.keyboard.press('Escape')
  const work = page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'work' })
  await expect(work).toBeVisible()
  // The page was loaded again for it, and its list goes on.
  await expect(dashboard.selected()).toContainText('3 selected')
  await expect(dashboard.selected().getByRole('button', { name: 'Tags' })).toBeFocused()
  await work.click()
  await expect(page.getByRole('heading', { name: 'work' })).toBeVisible()
  await expect(dashboard.titles()).toHaveText(['Four', 'One', 'Three'])
  await dashboard.goTo('Starred')
  // The same ones are listed there: what is selected before they come would be left behind.
  await expect(page.getByRole('heading', { name: 'Starred' })).toBeVisible()
  await expect(dashboard.titles()).toHaveText(['Four', 'One', 'Three'])

  await dashboard.link('Four').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await dashboard.selected().getByRole('button', { name: 'Share' }).click()
  const share = page.getByRole('dialog', { name: 'Share 3 documents' })
  await share.getByRole('textbox', { name: 'E-mail address' }).fill(bob.person.email)
  await share.getByRole('button', { name: 'Share' }).click()
  await expect(share).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  const unshared = `3 documents are not shared with ${bob.person.email} any more.`
  await expect(page.getByText(unshared, { exact: true })).toBeVisible()
  await dashboard.selected().getByRole('button', { name: 'Share' }).click()
  await share.getByRole('textbox', { name: 'E-mail address' }).fill(bob.person.email)
  await page.keyboard.press('Enter')
  await expect(share).toBeHidden()
  await bob.dashboard.open()
  await bob.dashboard.goTo('Shared with me')
  await expect(bob.dashboard.titles()).toHaveCount(3)

  await dashboard.link('Four').focus()
  await page.keyboard.press('Delete')
  await expect(dashboard.titles()).toHaveCount(0)
  await dashboard.goTo('Trash')
  // The trash may be looked at before the server has put all of them there: they come in.
  await expect(page.getByRole('button', { name: /^Restore / })).toHaveCount(3)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await expect(dashboard.selected()).toContainText('3 selected')
  await dashboard.selected().getByRole('button', { name: 'Delete for good' }).click()
  const question = page.getByRole('dialog', { name: 'Delete 3 documents for good?' })
  await isAccessible(page)
  await question.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  // What others have open keeps up.
  await expect(bob.page.getByText('Nothing shared with you yet')).toBeVisible()
})

test('a document begins from a template, and files come in and go out', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const { page, dashboard } = alice
  await dashboard.open()
  await menu(page, 'Meeting notes')
  await alice.editor.isOpen()
  await expect(page.getByText('What we talk about')).toBeVisible()

  // The page asks for its list as soon as it takes files.
  await Promise.all([page.waitForResponse(/documents\/fresh/), dashboard.open()])
  await drop(page, { 'lines.txt': 'one\r\ntwo\r\n', 'picture.png': '\0\0' })
  await expect(page.getByText('1 document was imported.', { exact: true })).toBeVisible()
  await expect(page.getByText('picture.png: It is no text.', { exact: true })).toBeVisible()
  await expect(dashboard.link('lines.txt')).toBeVisible()
  await page.getByRole('button', { name: 'Actions for lines.txt' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('lines.txt')
  expect(await contentOf(file)).toBe('one\r\ntwo\r\n')
  const [archive] = await Promise.all([page.waitForEvent('download'), menu(page, 'Download all')])
  expect(archive.suggestedFilename()).toBe('documents.zip')
  const packed = await contentOf(archive)
  for (const name of ['lines.txt', 'Meeting notes.md']) expect(packed).toContain(name)
})

test('a document is found by what it says', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const server = await scenario.document({
    owner: alice,
    title: 'Server',
    text: 'let parseHttpRequest = 1\n',
    age: 60_000,
  })
  await expect.poll(() => scenario.isSearched(server), { timeout: 30_000 }).toBe(true)
  // The page asks for its list as soon as it hears keys.
  await Promise.all([alice.page.waitForResponse(/documents\/fresh/), alice.dashboard.open()])
  await alice.page.keyboard.press('/')
  const palette = alice.page.getByRole('dialog', { name: 'Find a document' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await palette.getByRole('combobox').fill('httpReq')
  await expect(palette.getByRole('option', { name: /Server/ })).toContainText('let parseHttpRequest = 1')
  await expect(palette.locator('mark')).toHaveText('HttpReq')
  await alice.page.keyboard.press('Enter')
  await expect(alice.page).toHaveURL(server.path)
})

test('a long list draws what shows, and the keyboard gets to both ends of it', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  await makePlans(scenario, alice, 120)
  const { page, dashboard } = alice
  // The page asks for its list as soon as it hears keys.
  await Promise.all([page.waitForResponse(/documents\/fresh/), dashboard.open()])
  // What draws a long list comes later, and its rows are others than those before it.
  await expect.poll(() => dashboard.titles().count()).toBeLessThan(50)
  const status = page.getByRole('status').filter({ hasText: 'documents' })
  await dashboard.titles().first().focus()
  for (const loaded of [100, 120]) {
    await expect(page.locator('[data-row]:focus')).toBeVisible()
    await page.keyboard.press('End')
    await expect(status).toHaveText(`${loaded} documents`)
  }
  await page.keyboard.press('End')
  await expect(page.locator('[aria-posinset="120"] [data-row]')).toBeFocused()
  expect(await dashboard.titles().count()).toBeLessThan(100)
  // What is pressed next means the one that the focus is going to, drawn or not.
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await expect(page.locator('[aria-posinset="1"] [data-row]')).toBeFocused()
  await expect(page.locator('[aria-posinset="1"]').getByRole('checkbox')).toBeChecked()
  await expect(dashboard.selected()).toContainText('1 selected')
})

test('a long list is where one was, from a document and by going back, and what shows of it is of now', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const plans = await makePlans(scenario, alice, 70)
  const { page, dashboard } = alice
  await Promise.all([page.waitForResponse(/documents\/fresh/), dashboard.open()])
  // As above: until then the row with the focus, which hears the keys, may be taken from under them.
  await expect.poll(() => dashboard.titles().count()).toBeLessThan(50)
  await expect(page.getByRole('status').filter({ hasText: 'documents' })).toHaveText('50 documents')
  await dashboard.titles().first().focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('status').filter({ hasText: 'documents' })).toHaveText('70 documents')
  await page.keyboard.press('End')
  await expect(page.locator('[aria-posinset="70"] [data-row]')).toBeFocused()
  const plan = dashboard.link('Plan 65')
  await plan.focus()
  const [deep] = plans.slice(64)
  if (deep) await scenario.renames(deep, 'Deep in the list')
  await expect(dashboard.link('Deep in the list')).toBeVisible()

  for (const back of [() => page.goBack(), () => page.getByRole('link', { name: 'Back to documents' }).click()]) {
    const at = (await plan.boundingBox())?.y
    await page.keyboard.press('Enter')
    await alice.editor.isOpen()
    await back()
    await expect(plan).toBeFocused()
    await expect.poll(async () => (await plan.boundingBox())?.y).toBe(at)
  }
  await dashboard.goTo('Starred')
  // Whose list has to have come: one that was never there is none that was looked at.
  await expect(page.getByText('No stars yet')).toBeVisible()
  await dashboard.goTo('My documents')
  await expect(dashboard.link('Plan 0')).toBeInViewport()
  await expect(plan).toBeHidden()
})

/** Makes documents, some at once, of which each was edited a second before the one before it. */
async function makePlans(scenario: Scenario, owner: Actor, count: number): Promise<ScenarioDocument[]> {
  const made: ScenarioDocument[] = []
  while (made.length < count) {
    const next = Array.from({ length: 10 }, (_, at) => made.length + at)
    const some = next.map((at) => scenario.document({ owner, title: `Plan ${at}`, age: 1_000 * at }))
    made.push(...(await Promise.all(some)))
  }
  return made
}

async function menu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Templates, import, download' }).first().click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** Drops files onto the page, as a person does from the desktop. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle((named) => {
    const data = new DataTransfer()
    for (const [name, text] of Object.entries(named)) data.items.add(new File([text], name))
    return data
  }, files)
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await expect(page.getByText('Drop files to make documents of them')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

async function contentOf(file: { createReadStream(): Promise<NodeJS.ReadableStream> }): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await file.createReadStream()) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}
