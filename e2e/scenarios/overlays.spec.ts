import { expect, test } from '../fixtures/test.ts'

// What a worker fetches can be neither held up nor refused.
test.use({ serviceWorkers: 'block' })

test('a part that cannot be fetched is missing alone, and comes when it can be', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'text' })
  await alice.opens(document)
  await alice.page.waitForLoadState('networkidle')
  await alice.page.route('**/_next/static/**', (route) => route.abort())
  const missing = alice.page.waitForEvent('console', (message) => message.text().startsWith('ChunkLoadError'))
  await alice.goesTo('end')
  await alice.presses('F1')
  await missing
  await alice.types('!')
  await alice.sees('text!')

  await alice.page.unrouteAll()
  await alice.presses('F1')
  await expect(alice.page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
})

test('while the palette is on its way keys are its own: Escape calls it off, and what is typed is searched', async ({
  scenario,
}) => {
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
