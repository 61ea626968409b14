import { describe, expect, it } from 'vitest'
import { contrast, type LinearColor, over, parseColor } from '#lib/colour.ts'
import { colorVisions, seenWith } from './testing/color-vision.ts'
import { hues, stylesheet, themes, tokensIn } from './testing/tokens.ts'

/** What stands on what, and how clearly it must. A background `a on b` is a wash `a` over the surface `b`. */
const surfaces = ['canvas', 'surface', 'raised']
const washes = ['hover', 'pressed', 'accent-soft']
const texts = ['text', 'text-muted', 'text-faint', 'accent', 'danger', 'warning', 'success']
const syntax = [
  'keyword control string number constant regexp comment function type variable',
  'property operator punctuation tag attribute heading link meta invalid',
].flatMap((names) => names.split(' '))

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
    const match = over(role('accent-soft'), over(role('active-line'), canvas))
    expect(contrast(color, match), 'what is searched for, in the active line').toBeGreaterThanOrEqual(4.5)
  })

  it.each(syntax)('A45 syntax %s is readable in what others have selected', (name) => {
    const color = parseColor(token(`--syntax-${name}`))
    const alpha = Number.parseFloat(token('--person-wash')) / 100
    for (const hue of hues) {
      const wash = over({ ...parseColor(token(`--person-${hue}`)), alpha }, role('canvas'))
      expect(contrast(color, wash), `${hue}`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(color, over(role('active-line'), wash)), `${hue}, active line`).toBeGreaterThanOrEqual(4.5)
    }
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
