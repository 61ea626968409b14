// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { keyName } from '#lib/key-names.ts'
import { commandNames } from './command-names.ts'
import { keyBindings } from './key-bindings.ts'
import { pageCommands } from './page-commands.ts'
import { commandOf } from './run-text-command.ts'
import { type TextCommandName, textCommands } from './text-commands.ts'

test.each(textCommands.flatMap(({ name, keys }) => keys.map((key) => ({ name, key }))))(
  'the key $key, which help names, does $name',
  ({ name, key }) => {
    const bound = keyBindings.flatMap(({ key: any, linux, run, shift }) => {
      const pressed = linux ?? any
      if (pressed === undefined) return []
      return [
        ...(sorted(pressed) === sorted(key) ? [run] : []),
        ...(sorted(`Shift-${pressed}`) === sorted(key) ? [shift] : []),
      ]
    })
    expect(bound).toContain(commandOf[name])
  },
)

const others: readonly (readonly [key: string, command: TextCommandName])[] = [
  ['Mod-&', 'toggleComment'],
  ['Mod-?', 'toggleComment'],
  ['Ctrl-#', 'toggleComment'],
  ['Ctrl-Alt-g', 'goToLine'],
]

test.each(others)('the key %s, which some keyboards have for it, does %s', (key, name) => {
  const bound = keyBindings.filter(({ key: any, linux }) => sorted(linux ?? any ?? '') === sorted(key))
  expect(bound.map(({ run }) => run)).toContain(commandOf[name])
})

test.each([
  ['a PC', 'Mod-Alt-\\', 'AltGr with which a backslash is written'],
  ['a Mac', 'Mod-Alt-\\', 'the same keys'],
  ['a PC', 'Alt-ArrowLeft', 'the way back in the browser'],
  ['a PC', 'Alt-ArrowRight', 'the way on in the browser'],
  ['a Mac', 'Shift-Alt-m', 'a quote on Swedish keyboards'],
])('on %s nothing of ours is bound to %s, which is %s', (keyboard, key) => {
  const bound = keyBindings.flatMap(({ key: any, linux, win, mac, run }) => {
    const pressed = keyboard === 'a Mac' ? [mac ?? any] : [linux ?? any, win ?? any]
    return pressed.filter((one) => one !== undefined && sorted(one) === sorted(key)).map(() => run)
  })
  expect(bound).toEqual([])
})

test('every command has a name for people, and no two the same', () => {
  const commands = [...textCommands, ...pageCommands]
  const titles = new Set(commands.map(({ name }) => commandNames[name]))
  expect(titles.size).toBe(commands.length)
})

test.each([
  ['Mod-Shift-z', 'Ctrl+Shift+Z', '⌘⇧Z'],
  ['Alt-ArrowUp', 'Alt+↑', '⌥↑'],
  ['Mod-/', 'Ctrl+/', '⌘/'],
  ['Ctrl--', 'Ctrl+-', '⌃-'],
  ['F1', 'F1', 'F1'],
  ['Escape', 'Esc', 'Esc'],
])('%s is read %s, on a Mac %s', (key, elsewhere, mac) => {
  expect(keyName(key, false)).toBe(elsewhere)
  expect(keyName(key, true)).toBe(mac)
})

/** Modifiers may be written in any order, Mod is Ctrl on a PC, and a capital letter is one with Shift. */
function sorted(key: string): string {
  const parts = key.replaceAll('Mod-', 'Ctrl-').split('-')
  const last = parts.at(-1) ?? ''
  const modifiers = /^[A-Z]$/.test(last) ? [...parts.slice(0, -1), 'Shift'] : parts.slice(0, -1)
  return [...modifiers.sort(), last.toLowerCase()].join('-')
}
