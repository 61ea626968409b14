import type { Locator, Page } from '@playwright/test'

/** The page of somebody's own account. */
export class Account {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(): Promise<void> {
    await this.#page.goto('/account')
  }

  /** Where the person is signed in. */
  get signIns(): Locator {
    return this.#page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')
  }

  async signOutEverywhere(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await this.#page.waitForURL('/')
  }

  async changePassword(password: string, next: string): Promise<void> {
    await this.#page.getByLabel('Current password', { exact: true }).fill(password)
    await this.#page.getByLabel('New password', { exact: true }).fill(next)
    await this.#page.getByRole('button', { name: 'Change password' }).click()
  }
}
