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
    await this.dialog.getByRole('textbox', { name: 'E-mail addresses' }).fill(email)
    await this.dialog.getByLabel('Role', { exact: true }).selectOption({ label: role })
    await this.dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  }

  async change(name: string, role: 'Can edit' | 'Can comment' | 'Can view'): Promise<void> {
    await this.roleOf(name).click()
    await this.#page.getByRole('menuitemradio', { name: role }).click()
    await expect(this.dialog.getByRole('button', { name: `Role of ${name}: ${role}` })).not.toHaveAttribute('aria-busy')
  }

  async remove(name: string): Promise<void> {
    await this.roleOf(name).click()
    await this.#page.getByRole('menuitem', { name: 'Remove' }).click()
    await expect(this.dialog.getByText(`${name} has no access any more.`)).toBeVisible()
  }

  /** What else may be done about somebody. */
  async choose(name: string, choice: 'Make owner…' | 'Block'): Promise<void> {
    await this.roleOf(name).click()
    await this.#page.getByRole('menuitem', { name: choice }).click()
  }

  /** Everybody with that address, or nobody else. */
  async setGeneralAccess(choice: 'Restricted' | 'Anyone with the link'): Promise<void> {
    await this.dialog.getByRole('combobox', { name: 'General access', exact: true }).selectOption({ label: choice })
  }

  /** The button that shows somebody's role and changes it. */
  roleOf(name: string): Locator {
    return this.dialog.getByRole('button', { name: new RegExp(`^Role of ${name}: `) })
  }

  person(name: string): Locator {
    return this.dialog.getByRole('listitem').filter({ hasText: name })
  }

  /** Makes a link, and answers its URL: from the clipboard, as the one who made it gets it. */
  async createLink(): Promise<string> {
    await this.dialog.getByRole('button', { name: 'Create a link' }).click()
    return this.copyLink()
  }

  /** The URL of the only link. */
  async copyLink(): Promise<string> {
    await this.#page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await this.dialog.getByRole('button', { name: /^Copy: / }).click()
    await expect(this.dialog.getByRole('button', { name: 'Link copied' })).toBeVisible()
    return this.#page.evaluate(() => navigator.clipboard.readText())
  }

  /** The form in which the only link is changed. */
  async linkSettings(): Promise<Locator> {
    await this.#chooseOfLink('Settings…')
    return this.dialog.getByRole('form', { name: /^Settings of: / })
  }

  async renewLink(): Promise<void> {
    await this.#chooseOfLink('New address')
    // Who came by the old one is cut before the answer is here; until then the old one is copied.
    await expect(this.dialog.getByText('The old address leads nowhere now.')).toBeAttached()
  }

  async turnLinkOff(): Promise<void> {
    await this.#chooseOfLink('Turn off')
    await expect(this.dialog.getByRole('button', { name: /^Copy: / })).toBeHidden()
  }

  async #chooseOfLink(choice: string): Promise<void> {
    await this.dialog.getByRole('button', { name: /^Options of: / }).click()
    await this.#page.getByRole('menuitem', { name: choice }).click()
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click()
    await expect(this.dialog).toBeHidden()
  }
}
