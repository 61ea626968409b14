import { expect, type Locator, type Page } from '@playwright/test'

/** The page on which a document is written. */
export class Editor {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The text itself. */
  get text(): Locator {
    return this.#page.getByRole('textbox', { name: 'Editor' })
  }

  /** How safe the changes are: "Saved", "Saving…", "Offline" … */
  get saveState(): Locator {
    return this.#page.getByRole('banner').getByRole('status')
  }

  /** Who is here. */
  get people(): Locator {
    return this.#page.getByRole('toolbar', { name: /\d+ (person|people) here/ })
  }

  /** Somebody who is here: a button whose name says what they do and where. */
  person(name: string): Locator {
    return this.people.getByRole('button', { name: new RegExp(`^${name.replace(/[()]/g, '\\$&')}(,|$)`) })
  }

  /** The name at somebody's caret in the text. */
  flag(name: string): Locator {
    return this.#page.getByRole('main').getByText(name, { exact: true })
  }

  /** The button that shows the document's language and changes it. */
  get language(): Locator {
    return this.#page.getByRole('button', { name: /^Language: / })
  }

  async rename(title: string): Promise<void> {
    await this.#page.getByRole('button', { name: /^Rename: / }).click()
    const field = this.#page.getByRole('textbox', { name: 'Title', exact: true })
    await field.fill(title)
    // The page shows the new title before the server has it: whoever leaves at once would take the request along.
    const answered = this.#page.waitForResponse((response) => response.request().method() === 'POST')
    await field.press('Enter')
    await answered
  }

  async chooseLanguage(name: string): Promise<void> {
    await this.language.click()
    await this.#page.getByRole('combobox', { name: 'Find a language' }).fill(name)
    await this.#page.getByRole('option', { name, exact: true }).click()
  }

  /** Waits until the document is there and connected. */
  async isOpen(): Promise<void> {
    await expect(this.text).toBeVisible()
    await expect(this.saveState).toHaveText('Saved')
  }

  /** The text as it stands on the screen; of a long one only what is near the visible part. */
  async read(): Promise<string> {
    return this.text.evaluate((content) => [...content.children].map((line) => line.textContent).join('\n'))
  }
}
