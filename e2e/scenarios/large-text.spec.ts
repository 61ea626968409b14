import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/test.ts'

/** Pastes into what has the focus, as a browser does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }, text)
}

test('A58 a megabyte comes in as one step of undo; five are refused whole with the limit named; nobody is disconnected', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const plan = await scenario.document({ owner: alice, editors: [bob], title: 'large.txt', text: 'first' })
  await alice.opens(plan)
  await bob.opens(plan)
  await alice.goesTo('end')
  const states = await alice.page.evaluateHandle(() => {
    const seen: string[] = []
    const chip = document.querySelector('[data-unsaved]')
    if (!chip) throw new Error('no save state')
    new MutationObserver(() => seen.push(chip.textContent)).observe(chip, {
      childList: true,
      subtree: true,
      characterData: true,
    })
    return seen
  })

  await paste(alice.page, `\n${'x'.repeat(99)}`.repeat(10_000))
  await expect(alice.page.getByRole('button', { name: /Ln 10,001/ })).toBeVisible()
  await alice.seesItSaved()
  await bob.goesTo('end')
  await expect(bob.page.getByRole('button', { name: /Ln 10,001, Col 100/ })).toBeVisible()

  await paste(alice.page, 'y'.repeat(5_000_000))
  await expect(alice.page.getByText('It can hold 2,097,152, so nothing was inserted.')).toBeVisible()
  await alice.seesItSaved()
  await alice.reloads()
  await alice.goesTo('end')
  await expect(alice.page.getByRole('button', { name: /Ln 10,001, Col 100/ })).toBeVisible()
  await bob.types('!')
  await bob.seesItSaved()

  await paste(bob.page, `\n${'z'.repeat(99)}`.repeat(1000))
  await bob.undoes()
  await bob.seesItSaved()
  await expect(bob.page.getByRole('button', { name: /Ln 10,001, Col 101/ })).toBeVisible()
  expect((await states.jsonValue()).filter((words) => /Reconnecting|Offline/.test(words))).toEqual([])
})

test('A52 Windows lines come in as lines, are shown as CRLF to everybody and go out as they came', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const plan = await scenario.document({ owner: alice, editors: [bob], title: 'plan.bat', text: '' })
  await alice.opens(plan)
  await bob.opens(plan)
  await alice.editor.text.focus()
  await paste(alice.page, 'one\r\ntwo\r\nthree')
  await bob.sees('one\ntwo\nthree')
  await expect(bob.page.getByRole('button', { name: 'Line ending: CRLF' })).toBeVisible()
  await bob.goesTo('end')
  await bob.types('\nfour')
  await alice.sees('one\ntwo\nthree\nfour')

  const downloading = alice.page.waitForEvent('download')
  await alice.presses('F1')
  await alice.page.getByRole('combobox').fill('download')
  await alice.presses('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toBe('plan.bat')
  expect(await readFile(await download.path(), 'utf8')).toBe('one\r\ntwo\r\nthree\r\nfour')
})

test('A51 two people write into the middle of emoji, marks and right-to-left text, and nothing is torn', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const plan = await scenario.document({ owner: alice, editors: [bob], text: '👷‍♀️👨‍👩‍👧‍👦🇩🇪é\nשלום עולם' })
  await alice.opens(plan)
  await bob.opens(plan)
  await alice.goesTo('start')
  await alice.presses('ArrowRight')
  await bob.goesTo('start')
  await bob.presses('ArrowRight', 'ArrowRight')
  await Promise.all([alice.types('🔴a'), bob.types('🟢b')])
  await alice.sees('👷‍♀️🔴a👨‍👩‍👧‍👦🟢b🇩🇪é\nשלום עולם')
  await bob.sees('👷‍♀️🔴a👨‍👩‍👧‍👦🟢b🇩🇪é\nשלום עולם')
  await alice.presses('Backspace', 'Backspace')
  await bob.sees('👷‍♀️👨‍👩‍👧‍👦🟢b🇩🇪é\nשלום עולם')
})
