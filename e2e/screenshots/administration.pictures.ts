import { expect, test } from './picture-test.ts'
import { makeTeam } from './team.ts'

test('administration, and the page for programs', async ({ scenario, picture }) => {
  const team = await makeTeam(scenario)
  const ada = team.person('ada')
  const { page } = ada
  await scenario.makesAdministrator(ada)
  await page.goto('/admin')
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await picture(page, 'admin-accounts')
  await page
    .getByRole('button', { name: /^Options of: / })
    .first()
    .click()
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await picture(page, 'admin-menu')
  for (const place of ['documents', 'audit', 'limits']) {
    await page.goto(`/admin/${place}`)
    await picture(page, `admin-${place}`)
  }
  await page.goto('/admin/documents')
  await page.getByRole('button', { name: 'Change owner… of' }).first().click()
  await expect(page.getByRole('textbox', { name: 'E-mail address of the new owner' })).toBeVisible()
  await picture(page, 'admin-owner')
  await page.goto('/admin?q=nobody-like-this')
  await expect(page.getByText('Nothing was found.')).toBeVisible()
  await picture(page, 'admin-nothing')

  await page.goto('/developers')
  await picture(page, 'developers')
  await page.getByText('200: A page of documents').click()
  await page.getByText('200: A page of documents').scrollIntoViewIfNeeded()
  await picture(page, 'developers-schema')
})
