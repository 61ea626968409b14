const names: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }
const macNames: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩' }

/** A key as people read it: `Mod-Shift-z` is Ctrl+Shift+Z, on a Mac ⌘⇧Z. */
export function keyName(key: string, mac: boolean): string {
  // The key may be the dash itself, at the end.
  const [, before = '', last = ''] = /^((?:[A-Z][a-z]+-)*)(.+)$/.exec(key) ?? []
  const modifiers = before.split('-').filter((part) => part !== '')
  const shown = [...modifiers, last.length === 1 ? last.toUpperCase() : last]
  if (mac) return shown.map((part) => macNames[part] ?? names[part] ?? part).join('')
  return shown.map((part) => (part === 'Mod' ? 'Ctrl' : (names[part] ?? part))).join('+')
}

/** Whether this is a keyboard with a command key. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
}
