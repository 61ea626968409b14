import { Secret, TOTP } from 'otpauth'
import { Actor } from '../fixtures/actor.ts'
import { mailedLink } from '../fixtures/mailbox.ts'
import { expect, test } from '../fixtures/test.ts'

/** Enters the password where it is asked for, once more, before something is done. */
async function showsWhoTheyAre({ page, person }: Actor): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Show that it is you' })
  await dialog.getByLabel('Password', { exact: true }).fill(person.password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
}

test('somebody new signs up, signs out and signs in again', async ({ scenario }) => {
  const alice = await scenario.stranger('Alice Archer')
  await alice.entrance.signUp(alice.person)
  await expect(alice.page).toHaveURL('/documents')
  await expect(alice.page.getByRole('button', { name: 'Account: Alice Archer' })).toBeVisible()

  await alice.entrance.signOut('Alice Archer')
  await alice.page.goto('/documents')
  await expect(alice.page).toHaveURL(/\/sign-in/)

  await alice.entrance.fillSignIn(alice.person)
  await expect(alice.page).toHaveURL('/documents')
})

test('a wrong password and an unknown address get the same answer', async ({ scenario }) => {
  const alice = await scenario.stranger('Alice', { account: true })
  await alice.entrance.signIn({ email: alice.person.email, password: 'not the password' })
  await expect(alice.entrance.problem).toHaveText('E-mail or password is not right.')
  await alice.entrance.fillSignIn({ email: 'nobody@example.test', password: alice.person.password })
  await expect(alice.entrance.problem).toHaveText('E-mail or password is not right.')
  await expect(alice.page).toHaveURL(/\/sign-in/)
})

test('signing in leads back to the document that was asked for', async ({ scenario }) => {
  const alice = await scenario.stranger('Alice', { account: true })
  const document = await scenario.document({ owner: alice, title: 'Plan', text: 'the plan' })
  await alice.page.goto(document.path)
  await expect(alice.page).toHaveURL(/\/sign-in/)
  await alice.entrance.fillSignIn(alice.person)
  await expect(alice.page).toHaveURL(document.path)
  await alice.sees('the plan')
})

test('whoever forgot the password sets another one with the link in their mail, which is good once', async ({
  scenario,
}) => {
  const alice = await scenario.stranger('Alice', { account: true })
  const next = 'quite another password'
  await alice.page.goto('/sign-in')
  await alice.page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(alice.page).toHaveURL('/forgot-password')
  await alice.page.getByLabel('E-mail').fill(alice.person.email)
  await alice.page.getByRole('button', { name: 'Send the link' }).click()
  await expect(alice.page.getByRole('status')).toContainText('a link is on its way')

  const link = await mailedLink(alice.person.email)
  await alice.page.goto(link)
  await alice.page.getByLabel('New password', { exact: true }).fill(next)
  await alice.page.getByRole('button', { name: 'Set password' }).click()
  await expect(alice.page).toHaveURL('/documents')

  await alice.page.goto('/account')
  await alice.page.goto(link)
  await expect(alice.page.getByRole('alert').filter({ hasText: 'This link leads nowhere' })).toBeVisible()
  await alice.page.getByRole('link', { name: 'Ask for a new link' }).click()
  await expect(alice.page).toHaveURL('/forgot-password')
})

test('somebody new is asked once to confirm their address, and does with the link in their mail', async ({
  scenario,
}) => {
  const alice = await scenario.stranger('Alice Archer')
  await alice.entrance.signUp(alice.person)
  const banner = alice.page.getByRole('complementary', { name: 'Confirm your address' })
  await expect(banner).toContainText(`Confirm that ${alice.person.email} is yours`)
  const first = await mailedLink(alice.person.email)
  await banner.getByRole('button', { name: 'Send it again' }).click()
  const link = await mailedLink(alice.person.email, first)
  await banner.getByRole('button', { name: 'Not now' }).click()
  await expect(banner).toBeHidden()

  await alice.page.goto(first)
  await alice.page.getByRole('button', { name: 'Confirm' }).click()
  await expect(alice.page.getByRole('alert').filter({ hasText: 'This link leads nowhere' })).toBeVisible()
  await alice.page.goto('/account')
  await expect(alice.page.getByText('E-mail address not confirmed yet')).toBeVisible()

  // The mail may be read where nobody is signed in, or by somebody whose account it is not.
  await alice.page.goto('/documents')
  await alice.entrance.signOut('Alice Archer')
  await alice.page.goto(link)
  await expect(alice.page.getByRole('link', { name: 'Set a password by mail' })).toHaveAttribute(
    'href',
    '/forgot-password',
  )
  await expect(alice.page.getByRole('button', { name: 'Confirm' })).toBeHidden()
  await alice.page.getByRole('link', { name: 'Sign in' }).click()
  await alice.entrance.fillSignIn(alice.person)
  await alice.page.getByRole('button', { name: 'Confirm' }).click()
  await expect(alice.page.getByRole('status')).toContainText('Your e-mail address is confirmed.')
  await alice.page.goto('/account')
  await expect(alice.page.getByRole('heading', { name: 'Account settings' })).toBeVisible()
  await expect(alice.page.getByText('E-mail address not confirmed yet')).toBeHidden()
})

test('H7 a new name and colour show in a document when it is opened again, and a name is only text', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, text: 'Hello', editors: [bob] })
  await alice.opens(document)
  await bob.page.goto('/account')
  const name = bob.page.getByLabel('Name', { exact: true })
  // A press brings the field to life, if nothing has yet: a text that is there before would not be known.
  await name.click()
  await name.fill('<b>Bobby</b>')
  await bob.page.getByText('Automatic').press('ArrowRight')
  await bob.page.getByRole('button', { name: 'Save' }).click()
  // What is seen stays for some seconds, and what a screen reader is told for one.
  await expect(bob.page.getByText('Saved', { exact: true })).toBeVisible()
  await bob.opens(document)
  await expect(alice.page.getByRole('button', { name: '<b>Bobby</b>' })).toBeVisible()
})

test('a picture that somebody chose is shown to others in place of the initials, until it is removed', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, text: 'Hello', editors: [bob] })
  // One red pixel.
  const buffer = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
    'base64',
  )
  await alice.page.goto('/account')
  const chooser = alice.page.locator('input[type="file"]')
  await chooser.setInputFiles({ name: 'text.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await expect(alice.page.getByText('The browser finds no picture in that file')).toBeVisible()
  await chooser.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer })
  await expect(alice.page.getByRole('status').filter({ hasText: 'Picture changed' })).toBeAttached()

  await alice.opens(document)
  await bob.opens(document)
  const picture = bob.page.getByRole('button', { name: 'Alice' }).locator('img').first()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(128)
  const ofBob = alice.page.getByRole('button', { name: 'Bob' }).locator('img').first()
  await expect.poll(() => ofBob.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)

  await alice.page.goto('/account')
  await alice.page.getByRole('button', { name: 'Remove picture' }).click()
  await expect(alice.page.getByRole('button', { name: 'Choose a picture…' })).toBeFocused()
})

test('who deletes their account hands over first what others would miss', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, title: 'Plan', editors: [bob] })
  await alice.page.goto('/account')
  await alice.page.getByRole('button', { name: 'Delete account…' }).click()
  const dialog = alice.page.getByRole('dialog', { name: 'Delete your account' })
  await expect(dialog.getByRole('link', { name: 'Plan' })).toHaveAttribute('href', document.path)
  await scenario.makesOwner(document, bob)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await alice.page.getByRole('button', { name: 'Delete account…' }).click()
  await scenario.forgetsProof(alice)
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await showsWhoTheyAre(alice)
  await expect(alice.page).toHaveURL('/')
  await alice.entrance.signIn(alice.person)
  await expect(alice.entrance.problem).toHaveText('E-mail or password is not right.')
})

test('a second step at sign-in asks for a code, which is good once', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  await alice.page.goto('/account')
  const section = alice.page.getByRole('region', { name: 'Second step at sign-in' })
  await scenario.forgetsProof(alice)
  await section.getByRole('button', { name: 'Turn on…' }).click()
  await showsWhoTheyAre(alice)
  const dialog = alice.page.getByRole('dialog', { name: 'Second step at sign-in' })
  await expect(dialog.getByRole('img', { name: 'A QR code' })).toBeVisible()
  const secret = Secret.fromBase32(((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', ''))
  const code = new TOTP({ secret }).generate()
  await dialog.getByLabel('Code').fill(code)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  const recoveryCode = (await dialog.getByRole('listitem').first().textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(section).toContainText('10 recovery codes are left')

  await alice.page.goto('/documents')
  await alice.entrance.signOut('Alice')
  await alice.entrance.signIn(alice.person)
  for (const wrong of ['', '000000', code]) {
    await alice.page.getByLabel('Code').fill(wrong)
    await alice.page.getByRole('button', { name: 'Sign in' }).click()
    await expect(alice.page.getByText(wrong ? 'That code is not right' : 'Enter a code.')).toBeVisible()
  }
  await alice.page.getByLabel('Code').fill(recoveryCode)
  await alice.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(alice.page).toHaveURL('/documents')
})

test('on a page that is older than a sign-in of somebody else nothing is done as them, and it says so', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const { person } = await scenario.stranger('Bob', { account: true })
  await alice.dashboard.open()
  const bob = new Actor(person, (await scenario.anotherTab(alice)).page)
  await scenario.signsIn(bob)
  await bob.dashboard.open()
  // Exactly: what a screen reader is told has a word in front of it.
  const says = (text: string) => expect(alice.page.getByText(text, { exact: true })).toBeVisible()
  await says("Bob is signed in here now. This page is another person's: nothing that is done on it counts any more.")
  await alice.page.getByRole('button', { name: 'New document', exact: true }).first().click()
  await says('You are signed in as someone else now. Load this page again.')
  await bob.page.reload()
  await expect(bob.page.getByRole('heading', { name: 'No documents yet' })).toBeVisible()
  await alice.page.getByRole('button', { name: 'Load again' }).click()
  await expect(alice.page.getByRole('button', { name: 'Account: Bob' })).toBeVisible()
  await alice.page.getByRole('button', { name: 'New document', exact: true }).first().click()
  await alice.editor.isOpen()
})
