import { tags } from '@lezer/highlight'
import { describe, expect, test } from 'vitest'
import { contrast, parseColor } from '#lib/colour.ts'
import { hues, themes, tokensIn } from '#ui/testing/tokens.ts'
import { groundsOf, loadPackagedTheme, type PackagedThemeName } from './packaged-themes.ts'

const names: readonly PackagedThemeName[] = ['one-dark', 'dracula', 'solarized-light', 'solarized-dark']

describe.each(names)('A103 %s', (name) => {
  test('everything in it can be read wherever a letter may stand', async () => {
    const theme = await loadPackagedTheme(name)
    const texts = theme.styles.flatMap(({ color }) => (typeof color === 'string' ? [color] : []))
    expect(texts.length).toBeGreaterThan(7)
    const token = tokensIn(themes[theme.dark ? 'dark' : 'light'])
    const alpha = Number.parseFloat(token('--person-wash')) / 100
    const washes = hues.map((hue) => token(`--person-${hue}`).replace(')', ` / ${alpha})`))
    for (const ground of groundsOf(theme, washes)) {
      for (const text of [theme.foreground, theme.lineNumbers, ...texts]) {
        expect(contrast(parseColor(text), ground), text).toBeGreaterThanOrEqual(4.5)
      }
      expect(contrast(parseColor(theme.caret), ground), 'caret').toBeGreaterThanOrEqual(3)
    }
  })
})

test('what is clear enough keeps the colour it is known for', async () => {
  const { background, styles } = await loadPackagedTheme('dracula')
  const colourOf = (tag: (typeof tags)['comment']) => styles.find((style) => [style.tag].flat().includes(tag))?.color
  expect(background).toBe('#282a36')
  expect(colourOf(tags.string)).toBe('#f1fa8c')
  expect(colourOf(tags.comment)).not.toBe('#6272a4')
})
