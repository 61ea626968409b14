import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { picturesOfDocs } from '../../scripts/pictures-of-docs.mjs'
import { inRoot } from '../../scripts/root.mjs'
import { test as base } from '../fixtures/test.ts'

/** Takes a picture of what a page shows: in light and in dark colours, at every width that the device can have. */
export type TakePicture = (page: Page, name: string, options?: PictureOptions) => Promise<void>

type PictureOptions = {
  /** The page down to its end, and not what the window shows of it. */
  readonly fullPage?: boolean
}

const folder = inRoot('docs/screenshots')
/** By width: the heights of the windows. */
const heights = { 360: 780, 768: 1024, 1440: 900 } as const
/** Those that documents show are kept for good, and small. */
const inDocs = new Set(picturesOfDocs())

/** A test that takes pictures, as docs/screenshots/<name>-<width>-<colours>.png. */
export const test = base.extend<{ picture: TakePicture }>({
  picture: async ({ isMobile }, use) => {
    mkdirSync(folder, { recursive: true })
    const widths = isMobile ? ([360] as const) : ([768, 1440] as const)
    await use(async (page, name, { fullPage = false } = {}) => {
      // A font that comes in late would move everything.
      await page.evaluate(() => document.fonts.ready)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const width of widths) {
          await page.setViewportSize({ width, height: heights[width] })
          await drawn(page)
          const file = `${name}-${width}-${colorScheme}`
          await page.screenshot({ path: `${folder}/${file}.png`, animations: 'disabled', fullPage })
          if (inDocs.has(file)) await keep(page, file)
        }
      }
    })
  },
})

export { expect } from '@playwright/test'

/** Writes the same once more, as small as a document wants it; what is narrow twice as fine, for it is shown as large. */
async function keep(page: Page, file: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const browser = await page.context().newCDPSession(page)
  const { data } = await browser.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    clip: { x: 0, y: 0, width, height, scale: width < 480 ? 2 : 1 },
  })
  await browser.detach()
  writeFileSync(`${folder}/${file}.webp`, Buffer.from(data, 'base64'))
}

/** The editor measures itself when it was drawn at another size, and draws what stands over the text after that. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  })
}
