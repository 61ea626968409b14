import type { Page } from '@playwright/test'
import { expect, test } from './picture-test.ts'
import { makeTeam } from './team.ts'

test('the editor and what opens in it', async ({ scenario, picture, isMobile }) => {
  const team = await makeTeam(scenario)
  const [ada, dev] = [team.person('ada'), team.person('dev')]
  const { page } = ada
  const limiter = team.document('Rate limiter')
  await dev.opens(limiter)
  await picture(dev.page, 'editor-viewer')
  await dev.page.close()
  await ada.opens(limiter)
  await picture(page, 'editor')
  if (isMobile) await page.getByRole('button', { name: 'Edit', exact: true }).click()

  await ada.goesTo({ line: 18, column: 1 })
  await ada.presses('End', 'Enter')
  await page.keyboard.type('this.#to', { delay: 30 })
  await expect(page.getByRole('listbox')).toBeVisible()
  await picture(page, 'completion')
  await ada.presses('Escape', 'Backspace', 'Backspace')
  await ada.prefers({ completion: false })
  await ada.editor.text.focus()
  await page.keyboard.type('to', { delay: 30 })
  await expect(page.locator('.cm-ghostText')).toBeVisible()
  await picture(page, 'ghost-text')
  await ada.presses('Escape')
  for (let left = 'this.#to'.length; left > 0; left--) await ada.presses('Backspace')

  await ada.presses('ControlOrMeta+f')
  await page.keyboard.type('tokens')
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/\d/)
  await picture(page, 'search')
  await ada.presses('Escape', 'F1')
  const commands = page.getByRole('dialog', { name: 'Commands' })
  await expect(commands.getByText('Reading list importer')).toBeVisible()
  await picture(page, 'palette')
  await commands.getByRole('combobox').fill('li')
  await expect(commands.getByText('Reading list importer')).toBeVisible()
  await picture(page, 'palette-found')
  await commands.getByRole('combobox').fill('keyboard shortcuts')
  await ada.presses('Enter')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await picture(page, 'shortcuts')
  await ada.presses('Escape')
  await page.getByRole('button', { name: 'Preferences' }).click()
  await expect(page.getByRole('dialog', { name: 'Preferences' })).toBeVisible()
  await picture(page, 'preferences')
  await ada.presses('Escape')
  await ada.editor.language.click()
  await expect(page.getByRole('combobox', { name: 'Find a language' })).toBeVisible()
  await picture(page, 'language')
  await ada.presses('Escape', 'Escape')
  await expect(page.getByRole('combobox', { name: 'Find a language' })).toBeHidden()

  await page.getByRole('button', { name: 'Properties', exact: true }).click()
  const panel = page.getByRole('complementary', { name: 'Properties' })
  for (const [name, value] of [
    ['team', 'Platform'],
    ['reviewed', 'yes'],
  ] as const) {
    await panel.getByLabel('Name').fill(name)
    await panel.getByLabel('Value', { exact: true }).fill(value)
    await page.keyboard.press('Enter')
    await expect(panel.getByLabel(`Value of ${name}`)).toHaveValue(value)
  }
  await picture(page, 'properties')
})

test('what a document can be like', async ({ scenario, picture, isMobile }) => {
  const ada = await scenario.person('Ada Okafor')
  const { page } = ada
  await ada.opens(await scenario.document({ owner: ada, title: 'Untitled', text: '' }))
  await picture(page, 'editor-empty')
  // A blank document asks for its title by itself, except where a keyboard would jump up.
  if (isMobile) await page.getByRole('button', { name: /^Rename: / }).click()
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toBeVisible()
  await picture(page, 'editor-rename')
  await page.keyboard.press('Escape')
  await ada.editor.text.focus()
  await paste(page, `${'A line of a large file that is pasted at once.\n'.repeat(40_000)}`)
  await expect(page.getByRole('progressbar')).toBeVisible()
  await picture(page, 'paste')

  const title = 'configuration-of-the-deployment-of-everything-that-we-run-in-production.json'
  const text = '{\n  "name": "tandem",\n  "nodes": [1, 2,, 3],\n  "limits": { "frame" 65536 }\n}\n'
  await ada.opens(await scenario.document({ owner: ada, title, text }))
  if (isMobile) await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('button', { name: /Go to the next problem$/ })).toBeVisible()
  await ada.editor.text.focus()
  await ada.presses('F2')
  await expect(page.getByText(/is not expected here|is missing here/).first()).toBeVisible()
  await picture(page, 'problems')
  await ada.presses('Escape', 'Shift+Alt+f')
  await expect(page.getByText(/^Can't format this: /)).toBeVisible()
  await page.getByText(/^Can't format this: /).hover()
  await picture(page, 'format-refused')
})

/** Pastes into what has the focus, as a browser does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}
