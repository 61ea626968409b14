import { expect, type Page } from '@playwright/test'

/** The landing page and the ways in: signing up, in and out. */
export class Entrance {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async signUp({ name, email, password }: { name: string; email: string; password: string }): Promise<void> {
    await this.#page.goto('/sign-up')
    await this.#page.getByLabel('Name').fill(name)
    await this.#page.getByLabel('E-mail').fill(email)
    await this.#page.getByLabel('Password', { exact: true }).fill(password)
    await this.#page.getByRole('button', { name: 'Create account' }).click()
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.#page.goto('/sign-in')
    await this.fillSignIn({ email, password })
  }

  /** On the sign-in page that is open. */
  async fillSignIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.#page.getByLabel('E-mail').fill(email)
    await this.#page.getByLabel('Password', { exact: true }).fill(password)
    await this.#page.getByRole('button', { name: 'Sign in' }).click()
  }

  async signOut(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Account: ${name}` }).click()
    await this.#page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(this.#page).toHaveURL('/')
  }

  get problem() {
    return this.#page.getByRole('alert').filter({ hasText: /./ })
  }
}
