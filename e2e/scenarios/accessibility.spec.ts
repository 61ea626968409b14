import type { Page } from '@playwright/test'
import { fitsWidth } from '../fixtures/fits-width.ts'
import { isAccessible, isReadable, looks } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

test.describe('in every look', () => {
  // Without motion nothing is looked at while it fades.
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  for (const path of ['/', '/sign-in', '/sign-up', '/nowhere']) {
    test(`${path} can be used by everybody`, async ({ page }) => {
      await page.goto(path)
      await isAccessible(page, [looks.dark])
    })
  }

  test('the places can be used by everybody', async ({ scenario }) => {
    const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
    await scenario.document({ owner: alice, title: 'Plan' })
    await scenario.document({ owner: bob, editors: [alice], title: 'From Bob' })
    for (const place of ['My documents', 'Shared with me', 'Trash'] as const) {
      await alice.dashboard.open()
      await alice.dashboard.goTo(place)
      await expect(alice.page.getByRole('heading', { name: place, exact: true })).toBeVisible()
      await isAccessible(alice.page, [looks.dark])
    }
    await alice.page.goto('/account')
    await expect(alice.page.getByRole('heading', { name: 'Account settings' })).toBeVisible()
    await isAccessible(alice.page, [looks.dark])
  })

  test('the editor and the share dialog can be used by everybody', async ({ scenario }) => {
    const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
    const text = 'const answer = 42 // of everything\nexport function ask() {\n  return answer\n}'
    const document = await scenario.document({ owner: alice, editors: [bob], title: 'plan.ts', text })
    await alice.opens(document)
    await bob.opens(document)
    await expect(alice.editor.person('Bob')).toBeVisible()
    await isAccessible(alice.page, [looks.dark, looks.systemColours])
    for (const theme of ['light-contrast', 'dark-contrast'] as const) {
      await alice.prefers({ theme })
      await expect(alice.page.locator('html')).toHaveAttribute('data-contrast', 'more')
      await isReadable(alice.page)
    }
    await alice.prefers({})
    await alice.editor.openPeople()
    await expect(alice.page.getByRole('button', { name: 'Follow Bob' })).toBeVisible()
    await isAccessible(alice.page, [looks.dark])
    await alice.page.keyboard.press('Escape')
    await alice.editor.person('Bob').click()
    await expect(alice.page.getByRole('dialog', { name: /^Bob/ })).toBeVisible()
    await isAccessible(alice.page, [looks.dark])
    await alice.page.keyboard.press('Enter')
    await expect(alice.editor.followFrame).toBeVisible()
    await isAccessible(alice.page, [looks.dark])
    await alice.shareDialog.open()
    await expect(alice.shareDialog.person('Bob')).toBeVisible()
    await isAccessible(alice.page, [looks.dark])
  })
})

test('A100 the keyboard alone is enough: sign in, create, type, share', async ({ scenario }) => {
  const [alice, bob] = [
    await scenario.stranger('Alice', { account: true }),
    await scenario.stranger('Bob', { account: true }),
  ]
  const { page } = alice
  const { keyboard } = page

  await page.goto('/sign-in')
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await keyboard.type(alice.person.email)
  await tabTo(page, 'textbox', 'Password')
  await keyboard.type(alice.person.password)
  await keyboard.press('Enter')
  await expect(page).toHaveURL('/documents')

  await tabTo(page, 'button', 'New document')
  await keyboard.press('Enter')
  await alice.editor.isOpen()
  // A blank document asks for its title first, which also tells its language.
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused()
  await keyboard.type('plan.ts')
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Rename: plan.ts' })).toBeVisible()
  await expect(alice.editor.text).toBeFocused()
  await expect(alice.editor.language).toHaveText('TypeScript')
  await keyboard.type('by keyboard')
  await alice.sees('by keyboard')

  // Tab indents in the editor; Escape and then Tab leaves it.
  await keyboard.press('Escape')
  await tabTo(page, 'button', 'Share')
  await keyboard.press('Enter')
  await expect(alice.shareDialog.dialog.getByRole('textbox', { name: 'E-mail address' })).toBeFocused()
  await keyboard.type(bob.person.email)
  await keyboard.press('Enter')
  await expect(alice.shareDialog.roleOf('Bob')).toHaveText('Can view')
  await keyboard.press('Escape')
  await expect(alice.shareDialog.dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Share' })).toBeFocused()
})

test.describe('on a screen as narrow as they come', () => {
  test.use({ viewport: { width: 320, height: 640 }, contextOptions: { reducedMotion: 'reduce' } })

  test('A100 each state fits and can be used by everybody, dark, with more contrast and in the system’s own colours too', async ({
    scenario,
  }) => {
    // The rules take half a second each time on a quiet machine, and many on a busy one.
    test.setTimeout(240_000)
    const [alice, bob] = [await scenario.stranger('Alice', { account: true }), await scenario.person('Bob')]
    const { page } = alice
    const holds = async () => {
      await fitsWidth(page)
      await isAccessible(page, Object.values(looks))
    }
    await page.goto('/sign-in')
    await holds()

    await scenario.signsIn(alice)
    const text = 'const answer = 42 // of everything\n'
    const document = await scenario.document({ owner: alice, editors: [bob], title: 'plan.ts', text })
    await alice.dashboard.open()
    await expect(alice.dashboard.link('plan.ts')).toBeVisible()
    await holds()

    await alice.opens(document)
    await bob.opens(document)
    await bob.goesTo({ line: 1, column: 7 })
    await bob.presses('Shift+End')
    await expect(alice.editor.selections.first()).toBeVisible()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await alice.goesTo('end')
    await page.keyboard.type('ans')
    await expect(page.getByRole('listbox')).toBeVisible()
    await holds()
    await alice.presses('Escape')
    await alice.shareDialog.open()
    await expect(alice.shareDialog.person('Bob')).toBeVisible()
    await holds()
    await alice.presses('Escape')
    await alice.goesOffline()
    await expect(page.getByRole('main')).toContainText("You're offline")
    await holds()
  })
})

/** Presses Tab until this control has the focus. More presses than a person would bear are a failure. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first()
  const hasFocus = () => wanted.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 30; presses++) {
    if (await hasFocus()) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}
