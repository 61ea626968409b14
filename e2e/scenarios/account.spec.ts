import { expect, test } from '../fixtures/test.ts'

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
