/**
 * A file that is dropped beside the text goes nowhere from now on: a browser would leave the page for it. The returned
 * function ends that.
 */
export function refuseStrayDrops(): () => void {
  for (const kind of kinds) window.addEventListener(kind, refuse)
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, refuse)
  }
}

const kinds = ['dragover', 'drop'] as const

function refuse(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files') || isInText(event.target)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'none'
}

function isInText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[contenteditable=true]') !== null
}
