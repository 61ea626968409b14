import { afterAll, vi } from 'vitest'

// Vitest's setup of each test file. Files share processes, for to start one and load Vitest into it takes longer than most
// tests: each finds our modules as if nobody had loaded them, and leaves real clocks, globals and environment behind.
vi.resetModules()

afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})
