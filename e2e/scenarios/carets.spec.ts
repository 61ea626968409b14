import { expect, test } from '../fixtures/test.ts'

test('A37 lines are laid out the same with and without others in them, wrapping on', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const text = Array.from({ length: 20 }, (_, at) => `${at} ${'word '.repeat(at * 12)}`).join('\n')
  const document = await scenario.document({ owner: alice, editors: [bob], text })
  for (const person of [alice, bob]) await person.prefers({ wrap: 'on' })
  await alice.opens(document)
  // The fonts are those that will stay, the lines wrap, and nothing is measured any more.
  await alice.page.evaluate(() => window.document.fonts.ready.then(() => null))
  await expect(alice.editor.text).toHaveClass(/cm-lineWrapping/)
  let before = await alice.editor.layout()
  const isAtRest = async () => {
    const last = before
    await alice.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    before = await alice.editor.layout()
    return JSON.stringify(before) === JSON.stringify(last)
  }
  await expect.poll(isAtRest, { message: 'the layout before others come is at rest' }).toBe(true)
  await bob.opens(document)
  // A caret in the middle of a word at the end of a wrapped row, and everything selected.
  await bob.goesTo({ line: 4, column: 1 })
  await bob.presses('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')
  await expect(alice.editor.flag('Bob')).toBeVisible()
  expect(await alice.editor.layout()).toEqual(before)
  await bob.presses('ControlOrMeta+a')
  // At once: the flag goes by itself.
  await Promise.all([
    expect(alice.editor.selections.first()).toBeVisible(),
    expect(alice.editor.flag('Bob')).toBeVisible(),
  ])
  expect(await alice.editor.layout()).toEqual(before)
})

test('A35 a selection of others covers what the same selection of mine covers, blank lines too', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one\n\n\nfour and more\n\nsix' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.editor.text.focus()
  await bob.presses('ControlOrMeta+a')
  await expect(alice.editor.selections.first()).toBeVisible()
  await alice.editor.text.focus()
  await alice.presses('ControlOrMeta+a')
  // Drawn with the next picture.
  await expect.poll(async () => (await alice.editor.selectedBoxes()).mine.length).toBeGreaterThan(0)
  const { mine, others } = await alice.editor.selectedBoxes()
  expect(others).toEqual(mine)
})

test('A34 on the first line the flag is below, whole, and shows while its owner types', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'first\nsecond' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesTo('start')
  await bob.types('x')
  const flag = alice.editor.flag('Bob')
  // At once: it goes by itself.
  await Promise.all([
    expect(flag).toBeVisible(),
    expect(flag).toHaveAttribute('data-side', 'below'),
    expect(flag).toBeInViewport({ ratio: 1 }),
  ])
})

test('A33 the flag goes by itself, comes back under the pointer, and takes no click', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one\ntwo\nthree' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesTo({ line: 3, column: 3 })
  const flag = alice.editor.flag('Bob')
  await expect(flag).toBeVisible()
  await expect(flag).toBeHidden()
  const box = await alice.editor.carets.boundingBox()
  if (!box) throw new Error('Bob has no caret')
  await alice.page.mouse.move(box.x + 3, box.y + box.height / 2)
  await expect(flag).toBeVisible()
  // A press on the flag lands in the text under it.
  const place = await flag.boundingBox()
  if (!place) throw new Error('the flag has no place')
  await alice.page.mouse.click(place.x + 4, place.y + place.height / 2)
  await alice.page.keyboard.type('!')
  await expect.poll(() => alice.editor.read()).toContain('!')
})

test('A28 what an undo brings back is on the screen and marked, however far away', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const text = Array.from({ length: 400 }, (_, at) => `line ${at + 1}`).join('\n')
  const document = await scenario.document({ owner: alice, text })
  await alice.opens(document)
  await alice.goesTo('start')
  await alice.presses('Shift+End', 'Backspace', 'ControlOrMeta+End')
  await expect(alice.editor.line(400)).toBeVisible()
  await Promise.all([alice.editor.marksUndone(), alice.undoes()])
  await expect(alice.editor.line(1)).toBeVisible()
  await expect(alice.editor.undone).toHaveCount(0)
})
