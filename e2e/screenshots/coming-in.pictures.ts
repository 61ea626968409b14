import { mailedLink } from '../fixtures/mailbox.ts'
import { expect, test } from './picture-test.ts'

test('coming in', async ({ page, scenario, picture }) => {
  for (const [path, name] of [
    ['/', 'landing'],
    ['/sign-in', 'sign-in'],
    ['/sign-up', 'sign-up'],
    ['/forgot-password', 'forgot-password'],
    ['/nowhere', 'not-found'],
    ['/offline', 'offline'],
  ] as const) {
    await page.goto(path)
    await picture(page, name)
  }
  await page.goto('/')
  await picture(page, 'landing-whole', { fullPage: true })

  const visitor = await scenario.stranger('Vera Ito')
  await visitor.entrance.signIn(visitor.person)
  await expect(visitor.entrance.problem).toBeVisible()
  await picture(visitor.page, 'sign-in-wrong')
  await visitor.entrance.signUp({ name: '', email: 'nobody', password: 'short' })
  await expect(visitor.page.getByText('Use at least 8 characters.')).toBeVisible()
  await picture(visitor.page, 'sign-up-wrong')
  await visitor.entrance.signUp(visitor.person)
  await expect(visitor.page).toHaveURL('/documents')
  await expect(visitor.page.getByText('No documents yet')).toBeVisible()
  await picture(visitor.page, 'documents-new')
  await visitor.page.goto(await mailedLink(visitor.person.email))
  await expect(visitor.page.getByRole('button', { name: 'Confirm' })).toBeVisible()
  await picture(visitor.page, 'verify-email')
})

test('a forgotten password', async ({ scenario, picture }) => {
  const { page, person } = await scenario.stranger('Ada Okafor', { account: true })
  await page.goto('/forgot-password')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status')).toContainText('a link is on its way')
  await picture(page, 'forgot-password-sent')
  const link = await mailedLink(person.email)
  await page.goto(link)
  await expect(page.getByLabel('New password', { exact: true })).toBeVisible()
  await picture(page, 'reset-password')
  await page.getByLabel('New password', { exact: true }).fill('another one altogether')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page).toHaveURL('/documents')
  await page.goto('/account')
  await page.goto(link)
  await expect(page.getByRole('alert').filter({ hasText: 'This link leads nowhere' })).toBeVisible()
  await picture(page, 'reset-password-dead')
})

test('a page that does not work', async ({ scenario, picture }) => {
  const ada = await scenario.person('Ada Okafor')
  const { path } = await scenario.document({ owner: ada, text: 'text' })
  // From here nothing but the browser can be broken.
  await ada.page.addInitScript(() => {
    const { matchMedia } = window
    window.matchMedia = (query) => {
      if (query.includes('30rem')) throw new Error('broken for a picture')
      return matchMedia.call(window, query)
    }
  })
  await ada.page.goto(path)
  await expect(ada.page.getByRole('heading', { name: 'This page did not work' })).toBeVisible()
  await picture(ada.page, 'failed')
})
