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

  get saveState(): Locator {
    return this.#page.getByRole('status', { name: 'Save state' })
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
