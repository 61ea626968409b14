import type { Page } from '@playwright/test'
import { isAccessible } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

test('A103 preferences hold at once, after a reload and in other tabs, the theme from the first picture on', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const plan = await scenario.document({ owner: alice, title: 'plan.ts', text: 'if (a => b) {\n  return\n}' })
  await alice.opens(plan)
  const tab = await scenario.anotherTab(alice)
  await tab.opens(plan)
  const root = (page: Page) => page.locator('html')
  const sizeOf = (page: Page) => page.locator('.cm-editor').evaluate((editor) => getComputedStyle(editor).fontSize)

  await alice.page.getByRole('button', { name: 'Preferences' }).click()
  const dialog = alice.page.getByRole('dialog', { name: 'Preferences' })
  await dialog.getByLabel('Theme').selectOption('Dracula')
  await dialog.getByLabel('Font', { exact: true }).selectOption('Fira Code')
  await dialog.getByLabel('Size').selectOption('20 px')
  await expect(root(alice.page)).toHaveAttribute('data-theme', 'dark')
  await expect(alice.page.locator('.cm-editor')).toHaveCSS('background-color', 'rgb(40, 42, 54)')
  await expect.poll(() => sizeOf(alice.page)).toBe('20px')
  await expect.poll(() => alice.page.evaluate(() => document.fonts.check('20px "Fira Code Variable"', 'if'))).toBe(true)
  await expect(root(tab.page)).toHaveAttribute('data-theme', 'dark')
  await expect.poll(() => sizeOf(tab.page)).toBe('20px')

  const html = await (await alice.page.request.get(plan.path)).text()
  expect(html).toMatch(/<html[^>]* data-theme="dark"/)
  await alice.reloads()
  await expect.poll(() => sizeOf(alice.page)).toBe('20px')

  await alice.page.getByRole('button', { name: 'Preferences' }).click()
  await dialog.getByRole('button', { name: 'Back to the defaults' }).click()
  await expect(root(alice.page)).not.toHaveAttribute('data-theme', /./)
  await expect.poll(() => sizeOf(alice.page)).toBe('13px')
})

test('signs that are typed stand on the screen as when the text is opened again', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const plan = await scenario.document({ owner: alice, text: '' })
  await alice.opens(plan)
  const picture = async () => {
    await alice.page.evaluate(() => document.fonts.ready)
    await alice.editor.text.blur()
    return alice.page.locator('.cm-line').first().screenshot()
  }
  await alice.types('a => b != c // d')
  await alice.presses('Escape')
  await alice.seesItSaved()
  const typed = await picture()
  await alice.reloads()
  await alice.sees('a => b != c // d')
  expect(typed.equals(await picture())).toBe(true)
})

test('A27 A101 vim: typing, my own undo, Escape opens no way out, Ctrl+M does', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one two' })
  await alice.opens(document)
  await bob.opens(document)
  await expect(alice.editor.text).toHaveAccessibleDescription(/press Escape and then Tab, or Control\+M and then Tab/)
  await alice.page.keyboard.press('ControlOrMeta+,')
  await alice.page.getByRole('dialog').getByLabel('Key map').selectOption('Vim')
  await alice.page.getByRole('dialog').getByLabel('Own mappings').fill('nnoremap Q x')
  await alice.page.keyboard.press('Escape')
  await expect(alice.page.getByText('--NORMAL--')).toBeVisible()
  await expect(alice.editor.text).toHaveAccessibleDescription(/press Control\+M and then Tab/)

  await alice.goesTo('start')
  await alice.presses('d', 'w')
  await bob.sees('two')
  await bob.goesTo('end')
  await bob.types(' three')
  await alice.sees('two three')
  await alice.presses('u')
  await bob.sees('one two three')

  await alice.presses('Q')
  await bob.sees('ne two three')
  await alice.presses('Escape', 'i', 'Tab')
  await expect(alice.editor.text).toBeFocused()
  await alice.presses('Control+m')
  await expect(alice.page.getByRole('button', { name: 'Tab moves focus' })).toHaveAttribute('aria-pressed', 'true')
  await alice.presses('Tab')
  await expect(alice.editor.text).not.toBeFocused()
})

test('every command by its name: the palette, going to a line, help with keys', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'one\ntwo\nthree' })
  await alice.opens(document)
  const palette = alice.page.getByRole('dialog', { name: 'Commands' })
  const search = palette.getByRole('combobox')

  await alice.presses('F1')
  await search.fill('copy line down')
  await expect(palette.getByRole('option')).toHaveText([/^Copy line down/])
  await alice.presses('Enter')
  await alice.sees('one\none\ntwo\nthree')
  await expect(alice.editor.text).toBeFocused()

  await alice.presses('ControlOrMeta+k')
  await search.fill('3')
  await alice.presses('Enter')
  await expect(alice.page.getByRole('button', { name: 'Go to line. Ln 3, Col 1' })).toBeVisible()
  await alice.types('at ')
  await alice.sees('one\none\nat two\nthree')

  await alice.presses('ControlOrMeta+k')
  await search.fill('find and')
  await alice.presses('Enter')
  const find = alice.page.getByRole('search')
  await expect(find.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await alice.page.keyboard.type('one')
  await expect(find.getByRole('status')).toHaveText(/of 2|2 found/)
  const other = await scenario.document({ owner: alice, title: 'Rate limiter' })
  await alice.presses('Escape', 'F1')
  await search.fill('rate li')
  await alice.page.getByRole('option', { name: 'Rate limiter' }).click()
  await expect(alice.page).toHaveURL(other.path)
  await alice.editor.isOpen()
  await alice.presses('F1')
  await search.fill('keyboard shortcuts')
  await alice.presses('Enter')
  await expect(alice.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Ctrl+M, then Tab')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('preferences, palette and help can be used by everybody, on a phone too', async ({ scenario }) => {
      const alice = await scenario.person('Alice')
      const document = await scenario.document({ owner: alice, title: 'plan.ts', text: 'const a = 1' })
      await alice.opens(document)
      for (const size of [
        { width: 1280, height: 800 },
        { width: 360, height: 740 },
      ]) {
        await alice.page.setViewportSize(size)
        for (const [command, dialog] of [
          ['Commands', 'Commands'],
          ['Preferences', 'Preferences'],
        ] as const) {
          await alice.page.getByRole('button', { name: command, exact: true }).click()
          await expect(alice.page.getByRole('dialog', { name: dialog })).toBeVisible()
          await isAccessible(alice.page)
          await alice.presses('Escape')
          await expect(alice.page.getByRole('dialog')).toHaveCount(0)
        }
      }
    })
  })
}
