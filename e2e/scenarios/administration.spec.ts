import { isAccessible } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

test('an administrator finds people and documents, acts, and sees it in the audit log', async ({ scenario }) => {
  const [ada, alice] = [await scenario.person('Ada'), await scenario.person('Alice')]
  const document = await scenario.document({ owner: alice, title: `Plans of ${alice.person.id}`, text: 'not for Ada' })
  const bob = await scenario.person('Bob')
  await scenario.makesAdministrator(ada)

  await ada.page.goto('/admin')
  await ada.page.getByRole('searchbox').fill(bob.person.email)
  await ada.page.getByRole('searchbox').press('Enter')
  await expect(ada.page.getByRole('listitem')).toContainText([bob.person.email])
  await isAccessible(ada.page)
  await bob.page.goto('/documents')
  await ada.page.getByRole('button', { name: 'Options of: Bob' }).click()
  await ada.page.getByRole('menuitem', { name: 'Disable account' }).click()
  await expect(ada.page.getByRole('listitem').filter({ hasText: 'Disabled' })).toBeVisible()
  await bob.page.reload()
  await expect(bob.page).toHaveURL(/\/sign-in/)
  await ada.page.getByRole('button', { name: 'Options of: Bob' }).click()
  await ada.page.getByRole('menuitem', { name: 'Enable account' }).click()
  await expect(ada.page.getByRole('listitem').filter({ hasText: 'Disabled' })).toBeHidden()

  await ada.page.goto(`/admin/documents?q=${document.id}`)
  await ada.page.getByRole('button', { name: 'Change owner… of' }).click()
  const email = ada.page.getByRole('textbox', { name: 'E-mail address of the new owner' })
  await isAccessible(ada.page)
  await email.fill(ada.person.email)
  await ada.page.getByRole('button', { name: 'Change owner', exact: true }).click()
  await expect(ada.page.getByText('An administrator can’t make documents their own.')).toBeVisible()
  await email.fill(bob.person.email)
  await ada.page.getByRole('button', { name: 'Change owner', exact: true }).click()
  await expect(ada.page.getByText(`owned by ${bob.person.email}`)).toBeVisible()
  expect((await ada.page.goto(document.path))?.status()).toBe(404)

  await ada.page.goto(`/admin/audit?q=${document.id}`)
  await expect(ada.page.getByText('Ada gave Bob access (owner)')).toBeVisible()
  await expect(ada.page.getByText('Ada changed the role of Alice (can edit now)')).toBeVisible()
})

test('for everybody else there is no administration', async ({ scenario }) => {
  const [alice, nobody] = [await scenario.person('Alice'), await scenario.stranger('Nobody')]
  for (const place of ['', '/documents', '/audit', '/limits']) {
    for (const { page } of [alice, nobody]) expect((await page.goto(`/admin${place}`))?.status()).toBe(404)
  }
})
