import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { seedPassword } from '@tandem/db/seed'
import { Actor } from '../fixtures/actor.ts'
import type { Scenario } from '../fixtures/scenario.ts'
import { expect, test } from '../fixtures/test.ts'

/** Every page and state, as docs/screenshots/<page>-<width>-<colours>.png. The people and documents are the seed's. */
const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const sizes = { 360: 780, 768: 1024, 1440: 900 } as const

mkdirSync(folder, { recursive: true })

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of Object.entries(sizes)) {
    test.describe(`${width} ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width: Number(width), height }, contextOptions: { reducedMotion: 'reduce' } })
      // Nobody waits for it, and a machine may be busy.
      test.describe.configure({ timeout: 240_000 })

      const shoot = async (page: Page, name: string) => {
        // A font that comes in late would move everything.
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: `${folder}${name}-${width}-${colorScheme}.png`, animations: 'disabled' })
      }

      test('coming in', async ({ page }) => {
        for (const [path, name] of [
          ['/', 'landing'],
          ['/sign-in', 'sign-in'],
          ['/sign-up', 'sign-up'],
          ['/nowhere', 'not-found'],
        ] as const) {
          await page.goto(path)
          await shoot(page, name)
        }
        const visitor = new Actor({ id: '', name: 'Visitor', email: 'visitor@tandem.test', password: 'wrong' }, page)
        await visitor.entrance.signIn(visitor.person)
        await expect(visitor.entrance.problem).toBeVisible()
        await shoot(page, 'sign-in-wrong')
      })

      test('the places', async ({ scenario }) => {
        const ada = await seeded(scenario)('Ada Okafor')
        for (const [place, name] of [
          ['My documents', 'documents'],
          ['Shared with me', 'shared'],
          ['Trash', 'trash'],
        ] as const) {
          await ada.dashboard.open()
          await ada.dashboard.goTo(place)
          await expect(ada.page.getByRole('heading', { name: place, exact: true })).toBeVisible()
          await expect(ada.page.getByRole('list', { name: place })).toBeVisible()
          await shoot(ada.page, name)
        }
        const newcomer = await scenario.person('Nora Newcomer')
        await newcomer.dashboard.open()
        await expect(newcomer.page.getByText('No documents yet')).toBeVisible()
        await shoot(newcomer.page, 'documents-empty')
      })

      test('the editor', async ({ scenario }) => {
        const [ada, ben, dev] = await Promise.all(['Ada Okafor', 'Ben Lindqvist', 'Dev Raman'].map(seeded(scenario)))
        if (!ada || !ben || !dev) throw new Error('the seed has changed')
        await ada.dashboard.open()
        await ada.dashboard.link('Rate limiter').click()
        await ada.editor.isOpen()
        await shoot(ada.page, 'editor')

        await ada.shareDialog.open()
        await expect(ada.shareDialog.person('Ada')).toBeVisible()
        await expect(ada.shareDialog.dialog.getByRole('button', { name: 'Create a link' })).toBeVisible()
        await shoot(ada.page, 'share')
        await ada.shareDialog.close()

        for (const other of [ben, dev]) {
          await other.page.goto(ada.page.url())
          await other.editor.isOpen()
        }
        await shoot(dev.page, 'editor-viewer')
        await ada.goesTo({ line: 4, column: 3 })
        await dev.goesTo({ line: 16, column: 5 })
        await ben.goesTo({ line: 7, column: 5 })
        await ben.presses('Shift+End', 'Shift+ArrowLeft')
        await expect(ada.editor.flag(ben.name)).toBeVisible()
        await shoot(ada.page, 'editor-together')
        await ada.editor.openPeople()
        await expect(ada.page.getByRole('button', { name: 'Start a lecture' })).toBeVisible()
        await shoot(ada.page, 'people')
        await ada.page.keyboard.press('Escape')
        await ada.editor.person(ben.name).click()
        await expect(ada.page.getByRole('dialog', { name: new RegExp(`^${ben.name}`) })).toBeVisible()
        await shoot(ada.page, 'person')
        await ada.page.keyboard.press('Enter')
        await expect(ada.editor.followFrame).toBeVisible()
        await shoot(ada.page, 'follow')
        await ada.page.keyboard.press('Escape')

        await ada.goesOffline()
        await ada.types(' ')
        await shoot(ada.page, 'editor-offline')
        await ada.presses('Backspace')
        await ada.comesBackOnline()
        await expect(ada.page.getByText(/^Back online/).first()).toBeVisible()
        await shoot(ada.page, 'editor-back')
      })

      test('writing together, and what a key opens', async ({ scenario }) => {
        const [ada, ben] = [await scenario.person('Ada Okafor'), await scenario.person('Ben Lindqvist')]
        const plan = await scenario.document({ owner: ada, editors: [ben], title: 'retry.ts', text: retry })
        await ada.opens(plan)
        await ben.opens(plan)
        if (Number(width) < 480) {
          // A phone opens for reading.
          for (const { page } of [ada, ben]) await page.getByRole('button', { name: 'Edit', exact: true }).click()
        }
        await ben.goesTo({ line: 5, column: 36 })
        await ada.goesTo({ line: 2, column: 33 })
        await ben.types(' // in milliseconds')
        await ada.types(', signal')
        await ben.seesOf(ada, ', signal')
        await expect(ada.editor.flag(ben.name)).toBeVisible()
        await shoot(ada.page, 'writing')
        await shoot(ben.page, 'writing-other-side')
        await ada.goesTo('end')
        await ada.types('pa')
        await expect(ada.page.getByRole('listbox')).toBeVisible()
        await shoot(ada.page, 'completion')
        await ada.presses('Escape', 'F1')
        await expect(ada.page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
        await shoot(ada.page, 'palette')
        await ada.presses('Escape')
        await ada.page.getByRole('button', { name: 'Properties', exact: true }).click()
        await expect(ada.page.getByRole('complementary', { name: 'Properties' })).toBeVisible()
        await shoot(ada.page, 'properties')
      })
    })
  }
}

/** A few lines that two people can have something to say about. */
const retry = `/** Tries again with growing pauses. */
export async function retry(work, tries = 3) {
  for (let attempt = 1; ; attempt++) {
    try { return await work() } catch (error) { if (attempt === tries) throw error }
    await pause(100 * 2 ** attempt)
  }
}

`

/** A person of the development database: the address is made of the first name. */
function seeded(scenario: Scenario) {
  return (name: string) => {
    const [first = ''] = name.toLowerCase().split(' ')
    return scenario.known({ name, email: `${first}@tandem.test`, password: seedPassword })
  }
}
