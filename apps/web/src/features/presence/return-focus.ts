/** Gives the focus back to what opened a panel that closes, unless the person has gone on elsewhere. */
export function returnFocus(to: HTMLElement | null): void {
  const now = document.activeElement
  if (now === null || now === document.body || now.closest('[role=dialog]')) to?.focus()
}
