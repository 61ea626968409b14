import { chromium } from '@playwright/test'
import { connect } from '@tandem/db'
import { command } from '../../scripts/command.mjs'
import { findBrowser } from '../browser.ts'
import { Scenario } from '../fixtures/scenario.ts'
import { surroundings } from '../fixtures/surroundings.ts'
import { audit, type Screen, screens } from './audit.ts'
import { isGoodEnough, row } from './scores.ts'

/** Any port of the browser's own that nobody else has: it is told before the browser starts. */
const debuggingPort = Number(process.argv[2])

const pages = [
  { name: 'landing', path: '/', signedIn: false },
  { name: 'sign-in', path: '/sign-in', signedIn: false },
  { name: 'dashboard', path: '/documents', signedIn: true },
]

/**
 * Has Lighthouse look at the pages on which people begin, on every screen, and says what it found. Fails below the scores
 * of `scores.ts`. The application has to run.
 */
await command(async () => {
  const args = ['--disable-gpu', `--remote-debugging-port=${debuggingPort}`]
  const browser = await chromium.launch({ ...findBrowser(), args })
  const database = connect(surroundings.databaseUrl)
  const scenario = new Scenario(browser, database)
  try {
    const ada = await scenario.person('Ada')
    for (const title of ['Plan', 'Notes', 'parser.ts']) await scenario.document({ owner: ada, title, text: 'one\ntwo' })
    const cookies = (await ada.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    let failed = 0
    for (const { name, path, signedIn } of pages) {
      for (const screen of Object.keys(screens).filter(isScreen)) {
        const url = `${surroundings.webUrl}${path}`
        const found = await audit(url, { screen, debuggingPort, cookies: signedIn ? cookies : null })
        console.log(row(name, screen, found))
        if (!isGoodEnough(found)) failed++
      }
    }
    return failed === 0 ? 0 : 1
  } finally {
    await scenario.end()
    await database.close()
    await browser.close()
  }
})

function isScreen(name: string): name is Screen {
  return Object.hasOwn(screens, name)
}
