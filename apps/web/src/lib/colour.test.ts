import { expect, test } from 'vitest'
import { clearOn, contrast, over, parseColor } from './colour.ts'

test.each([
  ['#fff', '#ffffff'],
  ['#ffffff', 'rgba(255, 255, 255, 1)'],
  ['#ff000080', `rgba(255, 0, 0, ${0x80 / 255})`],
  ['oklch(1 0 0)', '#fff'],
  ['oklch(0 0 0 / 0.5)', 'rgba(0, 0, 0, 0.5)'],
])('%s is the same as %s', (a, b) => {
  for (const part of ['r', 'g', 'b', 'alpha'] as const) expect(parseColor(a)[part]).toBeCloseTo(parseColor(b)[part], 4)
})

test('what is no colour is an error', () => {
  expect(() => parseColor('teal')).toThrow('teal')
})

test('black on white is as clear as can be, and half of black over white is grey', () => {
  expect(contrast(parseColor('#000'), parseColor('#fff'))).toBeCloseTo(21)
  expect(over(parseColor('rgba(0, 0, 0, 0.5)'), parseColor('#fff')).r).toBeCloseTo(0.214, 2)
})

test.each([
  ['too dark on a dark ground', '#6272a4', '#282a36', /^oklch\(0\.[67]\d+ 0\.080\d 270/],
  ['too light on a light ground', '#93a1a1', '#fdf6e3', /^oklch\(0\.[45]\d+ 0\.015\d 19[67]/],
])('a colour that is %s becomes just clear enough, in its own hue', (_name, text, ground, expected) => {
  const grounds = [parseColor(ground)]
  const clear = clearOn(text, grounds, 4.5)
  expect(contrast(parseColor(clear), parseColor(ground))).toBeGreaterThanOrEqual(4.5)
  expect(contrast(parseColor(clear), parseColor(ground))).toBeLessThan(4.8)
  expect(clear).toMatch(expected)
})

test('a colour that is clear stays as it is, and what can never be is black or white', () => {
  expect(clearOn('#50fa7b', [parseColor('#282a36')], 4.5)).toBe('#50fa7b')
  expect(clearOn('#555', [parseColor('#222'), parseColor('#ddd')], 15)).toBe('#fff')
})
