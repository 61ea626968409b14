import type { Actor } from '../fixtures/actor.ts'
import type { Scenario } from '../fixtures/scenario.ts'
import { expect, test } from '../fixtures/test.ts'

/** Alice and Bob in a document too long for one window, both at its start. */
async function inLongDocument(scenario: Scenario): Promise<{ alice: Actor; bob: Actor }> {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const text = Array.from({ length: 500 }, (_, at) => `line number ${at + 1}`).join('\n')
  const document = await scenario.document({ owner: alice, editors: [bob], text })
  for (const person of [alice, bob]) {
    await person.opens(document)
    await person.goesTo('start')
  }
  await expect(alice.editor.person('Bob')).toHaveAccessibleName(/line 1/)
  await expect(bob.editor.person('Alice')).toHaveAccessibleName(/line 1/)
  return { alice, bob }
}

test('A50 nobody is followed by itself; who follows sees what the other sees, until they touch the text', async ({
  scenario,
}) => {
  const { alice, bob } = await inLongDocument(scenario)
  await bob.goesTo('end')
  await expect(alice.editor.person('Bob')).toHaveAccessibleName(/line 500/)
  await expect(alice.editor.line(1)).toBeVisible()

  await alice.editor.follow('Bob')
  await expect(alice.editor.line(500)).toBeVisible()
  await expect(alice.editor.followFrame).toBeVisible()
  await expect(bob.page.getByText('1 following')).toBeVisible()
  await expect(bob.editor.person('Alice')).toHaveAccessibleName(/follows you/)
  await bob.goesTo('start')
  await expect(alice.editor.line(1)).toBeVisible()

  // Only looking on is no reason to stop; a key is.
  await alice.page.mouse.move(300, 300)
  await expect(alice.editor.followFrame).toBeVisible()
  await alice.page.keyboard.press('Escape')
  await expect(alice.editor.followFrame).toBeHidden()
  await expect(bob.page.getByText('1 following')).toBeHidden()
  await bob.goesTo('end')
  await expect(alice.editor.person('Bob')).toHaveAccessibleName(/line 500/)
  await expect(alice.editor.line(1)).toBeVisible()
})

test('A50 the key to follow follows, the wheel stops; who leaves is said to have left', async ({ scenario }) => {
  const { alice, bob } = await inLongDocument(scenario)
  await alice.editor.text.focus()
  await alice.presses('ControlOrMeta+Alt+f')
  await expect(alice.editor.followChip('Following Bob')).toBeVisible()
  await alice.page.mouse.move(300, 300)
  await alice.page.mouse.wheel(0, 200)
  await expect(alice.editor.followFrame).toBeHidden()
  await alice.editor.text.focus()
  await alice.presses('ControlOrMeta+Alt+f')
  await expect(alice.editor.followFrame).toBeVisible()
  await bob.page.close()
  await expect(alice.editor.followChip('Bob left')).toBeVisible()
  await expect(alice.editor.followFrame).toBeHidden()
})

test('A50 bring everyone to me is a request; a lecture of the owner brings everybody', async ({ scenario }) => {
  const { alice, bob } = await inLongDocument(scenario)
  await bob.goesTo('end')
  await bob.editor.gather('Bring everyone to me')
  await expect(alice.page.getByText('Bob asks everyone to come to line 500').first()).toBeVisible()
  await expect(alice.editor.line(1)).toBeVisible()
  await bob.editor.openPeople()
  await expect(bob.page.getByRole('button', { name: 'Bring everyone to me' })).toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'Start a lecture' })).toBeHidden()
  await bob.page.keyboard.press('Escape')

  await alice.editor.gather('Start a lecture')
  await expect(bob.editor.line(1)).toBeVisible()
  await expect(bob.editor.followChip('Following Alice')).toBeVisible()
  await bob.page.keyboard.press('Escape')
  await bob.editor.text.press('ArrowUp')
  await expect(bob.editor.followChip('Alice gives a lecture')).toBeVisible()
  await alice.editor.gather('End the lecture')
  await expect(bob.editor.followChip('Alice gives a lecture')).toBeHidden()
})

test('A47 who hides shows no cursor; who wants no followers has none', async ({ scenario }) => {
  const { alice, bob } = await inLongDocument(scenario)
  await bob.prefers({ hideMe: true, refuseFollowers: true })
  await expect(alice.editor.person('Bob')).not.toHaveAccessibleName(/line/)
  await expect(alice.editor.carets).toHaveCount(0)
  await alice.editor.openPeople()
  await expect(alice.page.getByRole('button', { name: 'Bring everyone to me' })).toBeVisible()
  await expect(alice.page.getByRole('button', { name: 'Follow Bob' })).toBeHidden()
})

test('A46 one command hides everybody’s carets and selections; following works all the same', async ({ scenario }) => {
  const { alice, bob } = await inLongDocument(scenario)
  await expect(alice.editor.carets).toHaveCount(1)
  await alice.prefers({ hidePeers: true })
  await expect(alice.editor.carets).toHaveCount(0)
  await bob.goesTo('end')
  await expect(alice.editor.person('Bob')).toHaveAccessibleName(/line 500/)
  await alice.editor.follow('Bob')
  await expect(alice.editor.line(500)).toBeVisible()
})
