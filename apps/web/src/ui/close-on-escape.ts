import type { KeyboardEvent } from 'react'

/**
 * For the `onKeyDown` of what Escape closes. Radix hears the key only some time after it has drawn, and gives it to a toast
 * that came later instead: whoever presses it means what has the focus.
 */
export function closeOnEscape(close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    close()
  }
}
