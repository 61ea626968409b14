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

  /** The carets of others in the text, and their selections. */
  get carets(): Locator {
    return this.#page.locator('.cm-remoteCaret')
  }

  get selections(): Locator {
    return this.#page.locator('.cm-remoteSelection')
  }

  /** What an undo has just changed. */
  get undone(): Locator {
    return this.#page.locator('.cm-undone')
  }

  /** Waits until what an undo changed is marked on the screen. Ask before the undo: the mark is gone in less than a second. */
  async marksUndone(): Promise<void> {
    const isMarked = () =>
      [...document.querySelectorAll('.cm-undone')].some((mark) => {
        const { top, bottom } = mark.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      })
    await this.#page.waitForFunction(isMarked, null, { timeout: 10_000 })
  }

  /** The border around the text while I follow somebody. */
  get followFrame(): Locator {
    return this.#page.locator('[data-follow-frame]')
  }

  /** The chip on top of the text that tells whom I follow, or could; the eye's half of it. */
  followChip(text: string): Locator {
    return this.#page.getByRole('main').getByText(text, { exact: true }).first()
  }

  /** The number of a line, which is there as long as the line is on the screen. */
  line(number: number): Locator {
    return this.#page.locator('.cm-lineNumbers').getByText(String(number), { exact: true })
  }

  /** A sentence that a screen reader is told of others. */
  spoken(sentence: string): Locator {
    return this.#page.locator('[aria-live=polite]').getByText(sentence, { exact: true })
  }

  /** Opens the list of everybody who is here. */
  async openPeople(): Promise<void> {
    await this.people.getByRole('button', { name: /^Show all/ }).click()
  }

  /** Follows somebody by the list of everybody. */
  async follow(name: string): Promise<void> {
    await this.openPeople()
    await this.#page.getByRole('button', { name: `Follow ${name}`, exact: true }).click()
  }

  /** Presses one of the buttons below the list of everybody. */
  async gather(how: 'Bring everyone to me' | 'Start a lecture' | 'End the lecture'): Promise<void> {
    await this.openPeople()
    await this.#page.getByRole('button', { name: how }).click()
  }

  /** Where each row of the text stands, and what is in the lines. */
  async layout(): Promise<readonly { readonly html: string; readonly tops: readonly number[] }[]> {
    return this.text.evaluate((content) =>
      [...content.children].map((line) => {
        const range = document.createRange()
        range.selectNodeContents(line)
        return { html: line.innerHTML, tops: [...range.getClientRects()].map(({ top }) => top) }
      }),
    )
  }

  /** The rectangles that my selection and those of others are drawn with, in the order of the text. */
  async selectedBoxes(): Promise<{ readonly mine: readonly number[][]; readonly others: readonly number[][] }> {
    return this.#page.evaluate(() => {
      const boxes = (selector: string) =>
        [...document.querySelectorAll(selector)]
          .map((element) => element.getBoundingClientRect())
          .map(({ left, top, width, height }) => [left, top, width, height])
          .sort(([, a = 0], [, b = 0]) => a - b)
      return { mine: boxes('.cm-selectionBackground'), others: boxes('.cm-remoteSelection') }
    })
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
