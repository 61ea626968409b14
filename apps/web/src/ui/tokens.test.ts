import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { colorVisions, seenWith } from './testing/color-vision.ts'
import { contrast, type LinearColor, over, parseColor } from './testing/oklch.ts'

const stylesheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')

/** The blocks of the stylesheet that apply in a theme, later ones win, as in the cascade. */
const themes = {
  light: [],
  dark: ['dark'],
  'light, more contrast': ['more-contrast'],
  'dark, more contrast': ['dark', 'more-contrast', 'more-contrast dark'],
} as const

/** What stands on what, and how clearly it must. A background `a on b` is a wash `a` over the surface `b`. */
const surfaces = ['canvas', 'surface', 'raised']
const washes = ['hover', 'pressed', 'accent-soft']
const texts = ['text', 'text-muted', 'text-faint', 'accent', 'danger', 'warning', 'success']
const syntax = [
  'keyword control string number constant regexp comment function type variable',
  'property operator punctuation tag attribute heading link meta invalid',
].flatMap((names) => names.split(' '))
const hues = Array.from({ length: 24 }, (_, hue) => hue)

describe.each(Object.entries(themes))('contrast in %s', (_name, variants) => {
  const token = tokensIn(variants)
  const role = (name: string) => parseColor(token(`--color-${name}`))
  const onSurfaces = surfaces.map((name) => ({ name, color: role(name) }))
  const backgrounds = [
    ...onSurfaces,
    ...washes.flatMap((wash) =>
      onSurfaces.map(({ name, color }) => ({ name: `${wash} on ${name}`, color: over(role(wash), color) })),
    ),
  ]

  it.each(texts)('%s is readable on every surface and wash', (name) => {
    for (const background of backgrounds)
      expect(contrast(role(name), background.color), `${name} on ${background.name}`).toBeGreaterThanOrEqual(4.5)
  })

  it('text on accent, on danger and on the selection is readable', () => {
    const pairs = [
      ['accent-text', 'accent'],
      ['accent-text', 'accent-hover'],
      ['danger-text', 'danger'],
      ['danger-text', 'danger-hover'],
      ['text', 'selection'],
      ['text-muted', 'selection'],
    ] as const
    for (const [text, background] of pairs)
      expect(contrast(role(text), role(background)), `${text} on ${background}`).toBeGreaterThanOrEqual(4.5)
  })

  it.each(syntax)('syntax %s is readable on the canvas, the active line and the selection', (name) => {
    const color = parseColor(token(`--syntax-${name}`))
    const canvas = role('canvas')
    expect(contrast(color, canvas), 'canvas').toBeGreaterThanOrEqual(4.5)
    expect(contrast(color, over(role('active-line'), canvas)), 'active line').toBeGreaterThanOrEqual(4.5)
    expect(contrast(color, role('selection')), 'selection').toBeGreaterThanOrEqual(4.5)
  })

  it.each(['line-strong', 'focus', 'accent', 'danger'])('the edge %s is visible on every surface', (name) => {
    for (const { name: surface, color } of onSurfaces)
      expect(contrast(role(name), color), `${name} on ${surface}`).toBeGreaterThanOrEqual(3)
  })

  it.each(hues)('A45 person %i is visible on every surface and readable with its text', (hue) => {
    const person = parseColor(token(`--person-${hue}`))
    const text = parseColor(token(`--person-${hue}-text`))
    for (const { name, color } of onSurfaces)
      expect(contrast(person, color), `caret on ${name}`).toBeGreaterThanOrEqual(3)
    expect(contrast(text, person), 'flag').toBeGreaterThanOrEqual(4.5)
  })

  it.each(colorVisions)('A45 people are as clear with %s', (vision) => {
    const seen = (color: LinearColor) => seenWith(vision, color)
    for (const hue of hues) {
      const person = seen(parseColor(token(`--person-${hue}`)))
      for (const { name, color } of onSurfaces)
        expect(contrast(person, seen(color)), `caret ${hue} on ${name}`).toBeGreaterThanOrEqual(3)
      const text = seen(parseColor(token(`--person-${hue}-text`)))
      expect(contrast(text, person), `flag ${hue}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

it('people differ in hue only: one chroma, one lightness per theme', () => {
  for (const variants of [themes.light, themes.dark]) {
    const token = tokensIn(variants)
    const tones = hues.map((hue) => token(`--person-${hue}`).replace(/ [\d.]+\)$/, ''))
    expect(new Set(tones).size).toBe(1)
  }
})

it.each(hues)('data-hue %i draws in the colours of that person', (hue) => {
  const rule = new RegExp(
    `\\[data-hue="${hue}"\\] \\{\\s*--person: var\\(--person-${hue}\\);\\s*--person-text: var\\(--person-${hue}-text\\);`,
  )
  expect(stylesheet).toMatch(rule)
})

function tokensIn(variants: readonly string[]): (name: string) => string {
  const values = new Map<string, string>()
  const collect = (block: string) => {
    for (const [, name = '', value = ''] of block.matchAll(/(--[\w-]+):\s*([^;]+);/g)) values.set(name, value.trim())
  }
  const conditional = /:root \{\s*@variant ([\w-]+) \{(?:\s*@variant ([\w-]+) \{)?([\s\S]*?)\n\}/g
  collect(
    stylesheet
      .replace(conditional, '')
      .replace(/@(?:media|custom-variant) [\s\S]*?\n\}/g, '')
      .replace(/\[data-hue[\s\S]*?\}/g, ''),
  )
  for (const [, outer = '', inner, block = ''] of stylesheet.matchAll(conditional))
    if (variants.includes(inner === undefined ? outer : `${outer} ${inner}`)) collect(block)
  return (name) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`No token ${name}`)
    return value
  }
}
