import { expect, test } from './picture-test.ts'
import { makeTeam } from './team.ts'

test('writing together', async ({ scenario, picture, isMobile }) => {
  const [ada, ben] = [await scenario.person('Ada Okafor'), await scenario.person('Ben Lindqvist')]
  const retry = await scenario.document({ owner: ada, editors: [ben], title: 'retry.ts', text: retryText })
  for (const person of [ada, ben]) {
    // A picture takes longer than a name stands at a caret.
    await person.opens(retry)
    await person.prefers({ labels: 'always' })
    // A phone opens for reading.
    if (isMobile) await person.page.getByRole('button', { name: 'Edit', exact: true }).click()
  }
  await ben.goesTo({ line: 8, column: 32 })
  await ada.goesTo({ line: 2, column: 26 })
  await ben.types(' // ms')
  await ada.types(', tries')
  await ben.seesOf(ada, ', tries')
  await ada.seesItSaved()
  // What is suggested to them would stand over the text.
  for (const person of [ada, ben]) await person.presses('Escape')
  await expect(ada.editor.flag(ben.name)).toBeVisible()
  await picture(ada.page, 'writing')
  await picture(ben.page, 'writing-other-side')
  await ada.presses('Control+Alt+ArrowDown', 'Control+Alt+ArrowDown')
  await ben.presses('ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp')
  await expect(ada.editor.selections.first()).toBeVisible()
  await picture(ben.page, 'cursors')
  await picture(ada.page, 'selections')
})

test('who is here', async ({ scenario, picture, isMobile }) => {
  const team = await makeTeam(scenario)
  const [ada, ben, chiara, dev] = (['ada', 'ben', 'chiara', 'dev'] as const).map(team.person)
  if (!ada || !ben || !chiara || !dev) throw new Error('the seed has changed')
  const { page } = ada
  const limiter = team.document('Rate limiter')
  for (const person of [ada, ben, chiara, dev]) {
    await person.opens(limiter)
    await person.prefers({ labels: 'always' })
  }
  if (isMobile) await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await ada.goesTo({ line: 4, column: 3 })
  await dev.goesTo({ line: 21, column: 5 })
  await chiara.goesTo({ line: 6, column: 1 })
  await ben.goesTo({ line: 16, column: 5 })
  await ben.presses('Shift+End', 'Shift+ArrowLeft')
  for (const other of [ben, dev]) await expect(ada.editor.flag(other.name)).toBeVisible()
  await picture(page, 'editor-together')
  await ada.editor.openPeople()
  await expect(page.getByRole('button', { name: 'Start a lecture' })).toBeVisible()
  await picture(page, 'people')
  await page.keyboard.press('Escape')
  if (!isMobile) {
    await ada.editor.person(ben.name).click()
    await expect(page.getByRole('dialog', { name: new RegExp(`^${ben.name}`) })).toBeVisible()
    await picture(page, 'person')
    await page.keyboard.press('Escape')
  }
  await ada.editor.follow(ben.name)
  await expect(ada.editor.followFrame).toBeVisible()
  await picture(page, 'follow')
  await expect(ben.page.getByText('1 following')).toBeVisible()
  await picture(ben.page, 'followed')
  await page.keyboard.press('Escape')
  await ada.editor.gather('Start a lecture')
  await expect(ben.editor.followFrame).toBeVisible()
  await picture(ben.page, 'lecture')
  await ada.editor.gather('End the lecture')
  await page.keyboard.press('Escape')
})

test('without a network, and back', async ({ scenario, picture, isMobile }) => {
  const team = await makeTeam(scenario)
  const [ada, ben] = [team.person('ada'), team.person('ben')]
  const { page } = ada
  const limiter = team.document('Rate limiter')
  await ada.opens(limiter)
  await ben.opens(limiter)
  for (const person of [ada, ben]) {
    // Enter is to end a line, however slowly a machine sees that it is a comment.
    await person.prefers({ completion: false })
    if (isMobile) await person.page.getByRole('button', { name: 'Edit', exact: true }).click()
  }
  await ada.goesOffline()
  await ada.goesTo({ line: 15, column: 1 })
  await ada.types('  /** Never waits. */\n')
  await expect(page.getByText(/[0-9]+ changes are stored on this device/)).toBeVisible()
  await picture(page, 'editor-offline')
  await ben.goesTo({ line: 22, column: 1 })
  await ben.types('// Ben was here\n')
  await ben.seesItSaved()
  await ada.comesBackOnline()
  const news = page.getByText(/^Back online/).first()
  await expect(news).toBeVisible()
  // It stays as long as somebody points at it.
  await news.hover()
  await picture(page, 'editor-back')
  await page.mouse.move(0, 0)
  await ada.editor.text.focus()
  await ada.presses('F1')
  await page.getByRole('combobox', { name: 'Commands' }).fill('undo somebody')
  await ada.presses('Enter')
  const dialog = page.getByRole('dialog', { name: 'Undo somebody’s changes' })
  await expect(dialog.getByRole('status')).toHaveText(/will be/)
  await picture(page, 'revert')
})

/** A few lines that two people can have something to say about, and that fit on a phone. */
const retryText = `/** Tries again, slower each time. */
async function retry(work) {
  for (let n = 1; ; n++) {
    try {
      return await work()
    } catch (error) {
      if (n === 3) throw error
      await pause(100 * 2 ** n)
    }
  }
}

function pause(time) {
  return new Promise((resolve) => {
    setTimeout(resolve, time)
  })
}
`
