/** Calls back when the person first presses a key or a button of the pointer; the returned function prevents that. */
export function onFirstPress(work: () => void): () => void {
  const listener = () => {
    stop()
    work()
  }
  const stop = () => {
    window.removeEventListener('pointerdown', listener, { capture: true })
    window.removeEventListener('keydown', listener, { capture: true })
  }
  window.addEventListener('pointerdown', listener, { capture: true })
  window.addEventListener('keydown', listener, { capture: true })
  return stop
}
