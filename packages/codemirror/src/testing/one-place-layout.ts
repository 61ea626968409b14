import './no-layout.ts'
import { afterEach, beforeEach, vi } from 'vitest'

const character = { left: 10, right: 18, top: 40, bottom: 60, x: 10, y: 40, width: 8, height: 20 }

/**
 * Makes the tests of a file run as if every character were laid out, at one and the same place, and lets them decide when
 * time goes on: nothing is drawn by itself.
 */
export function layOutAtOnePlace(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'],
    })
    const rect = { ...character, toJSON: () => character }
    vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(() => Object.assign([rect], { item: () => rect }))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })
}
