import { expect, type Locator, type Page } from '@playwright/test'

/** Who has access to the document that is open, and what may be done about it. */
export class ShareDialog {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog', { name: /^Share / })
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Share' }).click()
    await expect(this.dialog).toBeVisible()
  }

  async add(email: string, role: 'Can edit' | 'Can view'): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'E-mail address' }).fill(email)
    await this.dialog.getByLabel('Role', { exact: true }).selectOption({ label: role })
    await this.dialog.getByRole('button', { name: 'Add', exact: true }).click()
  }

  async change(name: string, role: 'Can edit' | 'Can view'): Promise<void> {
    await this.roleOf(name).click()
    await this.#page.getByRole('menuitemradio', { name: role }).click()
  }

  async remove(name: string): Promise<void> {
    await this.roleOf(name).click()
    await this.#page.getByRole('menuitem', { name: 'Remove' }).click()
  }

  /** The button that shows somebody's role and changes it. */
  roleOf(name: string): Locator {
    return this.dialog.getByRole('button', { name: new RegExp(`^Role of ${name}: `) })
  }

  person(name: string): Locator {
    return this.dialog.getByRole('listitem').filter({ hasText: name })
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape')
    await expect(this.dialog).toBeHidden()
  }
}
