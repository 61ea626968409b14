import { expect, test } from '../fixtures/test.ts'

test('without a network a part that was never opened is missing alone, and comes when there is one', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'known' })
  await alice.opens(document)
  await alice.goesOffline()
  await alice.goesTo('end')
  await alice.types(' and unsent')
  await alice.presses('F1')
  await expect(alice.page.getByText('That could not be opened.')).toBeVisible()
  await alice.types(', still')
  await alice.sees('known and unsent, still')

  await alice.comesBackOnline()
  await alice.seesItSaved()
  await alice.presses('F1')
  await expect(alice.page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
})

test.describe('while the palette is on its way', () => {
  // What a worker fetches cannot be held up.
  test.use({ serviceWorkers: 'block' })

  test('keys are its own: Escape calls it off, and what is typed is searched', async ({ scenario }) => {
    const alice = await scenario.person('Alice')
    const document = await scenario.document({ owner: alice, text: 'text' })
    await alice.opens(document)
    await alice.page.waitForLoadState('networkidle')
    let letThrough = () => {}
    const held = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    await alice.page.route('**/_next/static/**', async (route) => {
      await held
      await route.continue()
    })
    const palette = alice.page.getByRole('dialog', { name: 'Commands' })

    await alice.goesTo('end')
    await alice.presses('F1', 'Escape')
    await alice.types('!')
    await alice.sees('text!')
    await alice.presses('F1')
    await alice.page.keyboard.type('shortc')
    letThrough()
    await expect(palette.getByRole('combobox')).toHaveValue('shortc')
    await alice.presses('Escape')
    await expect(palette).toBeHidden()
    await alice.sees('text!')
  })
})
