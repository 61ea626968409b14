/**
 * Radix's scroll lock adds a <style> element while a dialog is open and asks for its nonce under this global name.
 * The page's policy allows only styles with the nonce that the server gave to its own scripts, so lend it that one.
 */
if (typeof document !== 'undefined') {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })
}

export {}
