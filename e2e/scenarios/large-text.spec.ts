import { readFile } from 'node:fs/promises'
import { devices, type Page } from '@playwright/test'
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

/** Drops a file onto the text, as a browser does. */
async function drop(page: Page, name: string, bytes: readonly number[]): Promise<void> {
  await page.evaluate(
    ({ name, bytes }) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name))
      const line = document.querySelector('[contenteditable=true] > *')
      const { left = 0, top = 0 } = line?.getBoundingClientRect() ?? {}
      const at = { clientX: left + 1, clientY: top + 1 }
      line?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, ...at }))
    },
    { name, bytes },
  )
}

test('A58 megabytes come in as one step of undo, in one line too; five are refused whole with the limit named; nobody is disconnected', async ({
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

  // Two megabytes in one line; more characters at once would be asked to wait.
  await bob.goesTo('end')
  await paste(bob.page, ` ${'ж'.repeat(1_000_000)} `)
  await bob.types('!')
  await expect(alice.page.getByText('3 words', { exact: true })).toBeVisible()
  await alice.goesTo('end')
  await expect(alice.page.getByRole('button', { name: /Ln 1, Col 1,000,009/ })).toBeVisible()
  await bob.undoes()
  await expect(alice.page.getByRole('button', { name: /Ln 1, Col 1,000,008/ })).toBeVisible()
  await bob.undoes()
  await bob.sees('first')
  await alice.sees('first')

  await paste(alice.page, `\n${'x'.repeat(99)}`.repeat(10_000))
  await expect(alice.page.getByRole('button', { name: /Ln 10,001/ })).toBeVisible()
  await alice.seesItSaved()
  // The end is where it is only when all of it has come.
  await expect(bob.page.getByText('10,001 words', { exact: true })).toBeVisible()
  await bob.goesTo('end')
  await expect(bob.page.getByRole('button', { name: /Ln 10,001, Col 100/ })).toBeVisible()

  await paste(alice.page, 'y'.repeat(5_000_000))
  await expect(
    alice.page
      .getByRole('region', { name: /Notifications/ })
      .getByText('It can hold 2,097,152, so nothing was inserted.'),
  ).toBeVisible()
  await alice.seesItSaved()
  expect((await states.jsonValue()).filter((words) => /Reconnecting|Offline/.test(words))).toEqual([])
  await alice.reloads()
  await alice.goesTo('end')
  await expect(alice.page.getByRole('button', { name: /Ln 10,001, Col 100/ })).toBeVisible()
  await bob.types('!')
  await bob.seesItSaved()

  await paste(bob.page, `\n${'z'.repeat(99)}`.repeat(1000))
  await bob.undoes()
  await bob.seesItSaved()
  await expect(bob.page.getByRole('button', { name: /Ln 10,001, Col 101/ })).toBeVisible()
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

test('A53 a word that is being composed survives what others write into the same line', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const plan = await scenario.document({ owner: alice, editors: [bob], text: 'start  end' })
  await alice.opens(plan)
  await bob.opens(plan)
  await alice.goesTo({ line: 1, column: 7 })
  const keyboard = await alice.page.context().newCDPSession(alice.page)
  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await bob.goesTo('start')
  for (let key = 1; key <= 30; key++) {
    await compose('にほんごにゅうりょくき'.slice(0, 1 + (key % 10)))
    await bob.types('x')
    // All of it is composed while more comes in: what has come shows beside what is composed.
    if (key % 5 === 0) await alice.seesOf(bob, `${'x'.repeat(key)}start に`)
  }
  await keyboard.send('Input.insertText', { text: '日本' })
  await alice.sees(`${'x'.repeat(30)}start 日本 end`)
  await bob.sees(`${'x'.repeat(30)}start 日本 end`)
})

test('A54 whoever wants it so shows others a word when it is there, and not what an input method makes of it until then', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const plan = await scenario.document({ owner: alice, editors: [bob], text: 'start  end' })
  await alice.prefers({ wholeCompositions: true })
  await alice.opens(plan)
  await bob.opens(plan)
  await alice.goesTo({ line: 1, column: 7 })
  const keyboard = await alice.page.context().newCDPSession(alice.page)
  for (const text of ['n', 'ni', '你']) {
    await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  await bob.types('x')
  await alice.sees('xstart 你 end')
  await bob.sees('xstart  end')
  await keyboard.send('Input.insertText', { text: '你' })
  await bob.sees('xstart 你 end')
  await alice.seesItSaved()
  await alice.undoes()
  await bob.sees('xstart  end')
})

test('A52 a file that is dropped in comes in where it falls; one that is no text is refused by name', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const plan = await scenario.document({ owner: alice, title: 'plan.txt', text: '' })
  await alice.opens(plan)
  await drop(alice.page, 'notes.txt', [...Buffer.from('one\r\nжй 👷')])
  await alice.sees('one\nжй 👷')
  await expect(alice.page.getByRole('button', { name: 'Line ending: CRLF' })).toBeVisible()
  await drop(alice.page, 'photo.png', [0x89, 0x50, 0x4e, 0x47, 0, 0])
  await expect(
    alice.page.getByRole('region', { name: /Notifications/ }).getByText('photo.png was not inserted: it is no text.'),
  ).toBeVisible()
  await alice.sees('one\nжй 👷')
})

test('A56 on a phone a document is opened for reading, and written in when somebody asks to', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const plan = await scenario.document({ owner: alice, text: 'one' })
  const empty = await scenario.document({ owner: alice, text: '' })
  await alice.page.setViewportSize({ width: 360, height: 740 })
  await alice.opens(plan)
  await alice.mayOnlyRead()
  await alice.page.getByRole('button', { name: 'Edit', exact: true }).click()
  await alice.mayWrite()
  await expect(alice.editor.text).toBeFocused()
  await alice.goesTo('end')
  await alice.types(' two')
  await alice.sees('one two')
  expect((await alice.editor.text.boundingBox())?.width).toBeGreaterThan(300)
  // Where there is nothing to read yet, one writes.
  await alice.opens(empty)
  await alice.mayWrite()
})

test('A55 on an Android keyboard: words that are composed, corrected, rubbed out and swiped away stay as typed for everybody', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const plan = await scenario.document({ owner: alice, editors: [bob], text: '' })
  const phone = await scenario.onAnotherDevice(alice, devices['Pixel 7'])
  await phone.opens(plan)
  await bob.opens(plan)
  await phone.editor.text.focus()
  const keyboard = await phone.page.context().newCDPSession(phone.page)
  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const commit = (text: string) => keyboard.send('Input.insertText', { text })
  // On Android CodeMirror takes a key within 50 ms of a change for a part of it. No finger is as quick as that, but this page is:
  // so each key comes after one that is held down for as long as fingers do, and changes nothing.
  const presses = async (key: string) => {
    await phone.page.keyboard.press('Shift', { delay: 100 })
    await phone.presses(key)
  }

  // Such a keyboard composes every word, and replaces it when it knows better.
  for (const text of ['t', 'te', 'teh']) await compose(text)
  await commit('the ')
  for (const text of ['c', 'ca', 'cat']) await compose(text)
  await commit('cat')
  await bob.sees('the cat')
  // Back over an empty line, and a word swiped away.
  for (const [key, text] of [
    ['Enter', 'the cat\n'],
    ['Enter', 'the cat\n\n'],
    ['x', 'the cat\n\nx'],
    ['Backspace', 'the cat\n\n'],
    ['Backspace', 'the cat\n'],
    ['Backspace', 'the cat'],
    ['Control+Backspace', 'the '],
  ] as const) {
    await presses(key)
    await bob.sees(text)
  }
  await bob.goesTo('start')
  await bob.types('> ')
  await phone.sees('> the ')
  for (const text of ['d', 'do', 'dog']) await compose(text)
  await commit('dog')
  await phone.sees('> the dog')
  await bob.sees('> the dog')
})
