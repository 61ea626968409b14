import { isAccessible } from '../fixtures/is-accessible.ts'
import { surroundings } from '../fixtures/surroundings.ts'
import { expect, test } from '../fixtures/test.ts'

test('a token is shown once, works for a program at once, and no more when it is revoked', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'for programs' })
  const { page } = alice
  await page.goto('/account')
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New token' })
  await isAccessible(page)
  await dialog.getByLabel('Name').fill('Backup')
  await scenario.forgetsProof(alice)
  await dialog.getByLabel('Name').press('Enter')
  const question = page.getByRole('dialog', { name: 'Show that it is you' })
  await expect(question.getByLabel('Password', { exact: true })).toBeFocused()
  await isAccessible(page)
  await page.keyboard.type(alice.person.password)
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Token')).toBeFocused()
  const secret = await dialog.getByLabel('Token').inputValue()
  const read = () =>
    fetch(`${surroundings.webUrl}/api/v1/documents/${document.id}/content`, {
      headers: { authorization: `Bearer ${secret}` },
    })
  expect(await (await read()).text()).toBe('for programs')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(secret)).toBeHidden()
  await page.getByRole('button', { name: 'Revoke Backup' }).click()
  await expect(page.getByRole('button', { name: 'Revoke Backup' })).toBeHidden()
  expect((await read()).status).toBe(401)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('the page of the REST API can be used by everybody, its schemas too', async ({ page }) => {
      await page.goto('/developers')
      await page.getByText('200: A page of documents').click()
      await isAccessible(page)
    })
  })
}
