import { expect, type Locator, type Page } from '@playwright/test'

type Place = 'My documents' | 'Recent' | 'Shared with me' | 'Starred' | 'Trash'

/** The places and their lists of documents. */
export class Dashboard {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(): Promise<void> {
    await this.#page.goto('/documents')
  }

  async goTo(place: Place): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click()
  }

  list(place: Place): Locator {
    return this.#page.getByRole('list', { name: place })
  }

  row(title: string): Locator {
    return this.#page.getByRole('listitem').filter({ has: this.#page.getByText(title, { exact: true }) })
  }

  link(title: string): Locator {
    return this.#page.getByRole('link', { name: title, exact: true })
  }

  /** The titles of what is listed, in their order. */
  titles(): Locator {
    return this.#page.locator('[data-row]')
  }

  select(title: string): Locator {
    return this.#page.getByRole('checkbox', { name: `Select ${title}`, exact: true })
  }

  /** What can be done with what is selected. */
  selected(): Locator {
    return this.#page.getByRole('toolbar', { name: 'With what is selected' })
  }

  async sortBy(order: string): Promise<void> {
    await this.#answered(async () => {
      await this.#page.getByRole('combobox', { name: 'Sort by' }).selectOption(order)
    })
  }

  async lookAt(layout: 'As a list' | 'As cards'): Promise<void> {
    await this.#answered(() => this.#page.getByRole('button', { name: layout }).click())
  }

  /** Looks for a document by its title, and opens the first one that is found. */
  async find(query: string): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+k')
    const palette = this.#page.getByRole('dialog', { name: 'Find a document' })
    // It takes what was typed before it came, when it takes the focus: what is filled in before that is gone.
    await expect(palette.getByRole('combobox')).toBeFocused()
    await palette.getByRole('combobox').fill(query)
    await palette.getByRole('option').first().click()
  }

  async create(): Promise<void> {
    await this.#page.getByRole('button', { name: 'New document' }).first().click()
  }

  async rename(title: string, next: string): Promise<void> {
    await this.#act(title, 'Rename')
    const field = this.#page.getByRole('textbox', { name: `New title for ${title}` })
    await field.fill(next)
    await this.#answered(() => field.press('Enter'))
  }

  async moveToTrash(title: string): Promise<void> {
    await this.#answered(() => this.#act(title, 'Move to trash'))
  }

  async restore(title: string): Promise<void> {
    await this.#answered(() => this.#page.getByRole('button', { name: `Restore ${title}` }).click())
  }

  /** The list shows a change before the server has it: whoever leaves at once would take the request along. */
  async #answered(act: () => Promise<void>): Promise<void> {
    const answered = this.#page.waitForResponse((response) => response.request().method() === 'POST')
    await act()
    await answered
  }

  async #act(title: string, action: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Actions for ${title}` }).click()
    await this.#page.getByRole('menuitem', { name: action }).click()
  }
}
