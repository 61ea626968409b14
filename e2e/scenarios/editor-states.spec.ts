import { fitsWidth } from '../fixtures/fits-width.ts'
import { isAccessible, looks } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

// Without motion nothing is looked at while it fades.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('A100 whatever stands open in the editor can be used by everybody', async ({ scenario }) => {
  // The rules take half a second each time on a quiet machine, and many on a busy one.
  test.setTimeout(150_000)
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const carol = await scenario.person('Carol')
  const text = 'const answer = (1 + [2]) // of everything\nexport function ask() {\n  return answer\n}\n'
  const document = await scenario.document({ owner: alice, editors: [bob, carol], title: 'plan.ts', text })
  const { page } = alice
  const holds = () => isAccessible(page, [looks.dark, looks.systemColours])
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesTo({ line: 2, column: 3 })
  await bob.presses('Shift+End')
  await carol.opens(document)
  await carol.goesTo({ line: 1, column: 7 })
  await expect(alice.editor.selections.first()).toBeVisible()
  await expect(alice.editor.carets).toHaveCount(2)
  for (const { name } of [bob, carol]) await expect(alice.editor.flag(name)).toHaveCSS('transition-duration', '0s')

  await alice.goesTo('end')
  await page.keyboard.type('ans')
  await expect(page.getByRole('listbox')).toBeVisible()
  await holds()
  await page.getByRole('button', { name: 'Properties', exact: true }).click()
  await expect(page.getByRole('complementary', { name: 'Properties' })).toBeVisible()
  await alice.editor.text.focus()
  await alice.presses('Escape', 'ControlOrMeta+f')
  await page.keyboard.type('answer')
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/\d/)
  await holds()
  await alice.presses('Escape')
  await page.getByRole('button', { name: 'Properties', exact: true }).click()
  await alice.editor.language.click()
  const languages = page.getByRole('combobox', { name: 'Find a language' })
  await expect(languages).toBeVisible()
  await holds()
  // A tip that stands above it goes first.
  await alice.presses('Escape', 'Escape')
  await expect(languages).toBeHidden()
  await alice.presses('F1')
  const commands = page.getByRole('combobox', { name: 'Commands' })
  await expect(commands).toBeFocused()
  await commands.fill('keyboard shortcuts')
  await alice.presses('Enter')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await holds()
  await alice.presses('Escape')

  // What is left of 1280 × 1024 when everything is four times as large.
  await page.setViewportSize({ width: 320, height: 256 })
  await alice.goesOffline()
  await expect(page.getByRole('main')).toContainText("You're offline")
  await expect(alice.editor.saveState).toBeInViewport()
  await expect(alice.editor.line(1)).toBeInViewport()
  await fitsWidth(page)
  await holds()
})

test('A07 as narrow as they come, the seconds for which changes are unsaved can be read beside everybody who is here', async ({
  scenario,
}) => {
  const [alice, bob, carol] = [
    await scenario.person('Alice'),
    await scenario.person('Bob'),
    await scenario.person('Carol'),
  ]
  const document = await scenario.document({ owner: alice, editors: [bob, carol], title: 'plan.ts' })
  const { page } = alice
  await page.setViewportSize({ width: 320, height: 640 })
  let keepsChanges = false
  await page.routeWebSocket(/socket\.io/, (client) => {
    const server = client.connectToServer()
    // What keeps the connection alive is text.
    client.onMessage((frame) => {
      if (!keepsChanges || typeof frame === 'string') server.send(frame)
    })
  })
  await alice.opens(document)
  await bob.opens(document)
  await carol.opens(document)
  await expect(alice.editor.people).toHaveAccessibleName('3 people here')
  keepsChanges = true
  await alice.types('kept')
  await expect(alice.editor.saveState).toHaveText(/^Saving… \(\d+ s of unsaved changes\)$/)
  const cutOff = await alice.editor.saveState
    .getByText('Saving…')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  expect(cutOff).toBe(0)
  await expect(alice.editor.saveState).toBeInViewport({ ratio: 1 })
  await fitsWidth(page)
})
