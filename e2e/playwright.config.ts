import { defineConfig } from '@playwright/test'
import { findBrowser } from './browser.ts'

// Nobody waits for pictures, and a machine may be busy.
const screenshots = {
  testDir: 'screenshots',
  testMatch: '*.pictures.ts',
  timeout: 600_000,
  expect: { timeout: 60_000 },
}
const still = { contextOptions: { reducedMotion: 'reduce' } } as const
const phone = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }

/** Run by `npm test` and `npm run screenshots`, which start the application and say where it is (BASE_URL and so on). */
export default defineConfig({
  outputDir: '../test-results/e2e',
  projects: [
    { name: 'scenarios', testDir: 'scenarios' },
    { name: 'screenshots-phone', ...screenshots, use: { ...still, ...phone } },
    { name: 'screenshots-desk', ...screenshots, use: { ...still, viewport: { width: 1440, height: 900 } } },
  ],
  // Each test has its own people and documents; two fit on two cores.
  fullyParallel: true,
  workers: 2,
  // A test that fails once is a failed test.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...(process.env.BASE_URL ? { baseURL: process.env.BASE_URL } : {}),
    // What was done and asked, without pictures of the page: those cost every test a third of its time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: { ...findBrowser(), args: ['--disable-gpu'] },
  },
})
