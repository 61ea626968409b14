/**
 * The nonce under which the page's policy accepts a <style> element that a script adds: the one the server gave to its
 * own scripts. Undefined on the server, and where no policy is in force.
 */
export function styleNonce(): string | undefined {
  if (typeof document === 'undefined') return undefined
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined
}

// Radix's scroll lock adds such an element while a dialog is open, and asks for the nonce under this global name.
const nonce = styleNonce()
if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })
