import { describe, expect, test } from 'vitest'
import { plainJpeg } from './plain-jpeg.ts'

const side = 128

// A little language: each word is a segment, its bytes beside it.
const segment = (kind: number, ...content: number[]) => [
  0xff,
  kind,
  (content.length + 2) >> 8,
  (content.length + 2) & 255,
  ...content,
]
const frame = (height: number, width: number, { kind = 0xc0, bits = 8, components = 3 } = {}) =>
  segment(kind, bits, height >> 8, height & 255, width >> 8, width & 255, components, ...Array(9).fill(1))
const words = {
  start: [0xff, 0xd8],
  tables: [...segment(0xdb, 1, 2, 3), ...segment(0xc4, 4, 5), ...segment(0xdd, 0, 1)],
  frame: frame(side, side),
  progressive: frame(side, side, { kind: 0xc2 }),
  grey: frame(side, side, { components: 1 }),
  // FF in the data stands before 0 or is a restart.
  scan: [...segment(0xda, 3, 1, 2), 1, 0xff, 0, 2, 0xff, 0xd7, 3],
  end: [0xff, 0xd9],
  jfif: segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0),
  place: segment(0xe1, ...new TextEncoder().encode('Exif: at home')),
  comment: segment(0xfe, ...new TextEncoder().encode('<script>alert(1)</script>')),
  large: frame(side * 2, side),
  none: frame(0, 0),
  deep: frame(side, side, { bits: 12 }),
  inks: frame(side, side, { components: 4 }),
  lossless: frame(side, side, { kind: 0xc3 }),
  arithmetic: segment(0xcc, 1),
  short: [0xff, 0xdb, 0, 1],
  beyond: [0xff, 0xdb, 0xff, 0xff, 1],
  gif: [...new TextEncoder().encode('GIF89a')],
  zip: [0x50, 0x4b, 3, 4],
  zero: [0],
} satisfies Record<string, number[]>
type Word = keyof typeof words

const bytes = (text: string) =>
  Uint8Array.from(
    text
      .split(' ')
      .filter((word): word is Word => word in words)
      .flatMap((word) => words[word]),
  )

describe('a picture stays, and what programs noted in it goes', () => {
  test.each([
    ['start tables frame scan end', 'start tables frame scan end'],
    ['start jfif tables frame tables scan end', 'start tables frame tables scan end'],
    ['start place comment tables grey scan comment end', 'start tables grey scan end'],
    ['start tables progressive scan tables scan jfif scan end', 'start tables progressive scan tables scan scan end'],
  ])('%s', (given, kept) => {
    expect(plainJpeg(bytes(given), side)).toEqual(bytes(kept))
  })
})

describe('G4 what is no plain picture of that size is none', () => {
  test.each([
    '',
    'gif start frame scan end',
    'start',
    'start end',
    'start frame end',
    'start scan end',
    'start frame scan',
    'start frame scan end zip',
    'start frame scan end end',
    'start frame frame scan end',
    'start zero frame scan end',
    'start large scan end',
    'start none scan end',
    'start deep scan end',
    'start inks scan end',
    'start lossless scan end',
    'start arithmetic frame scan end',
    'start short frame scan end',
    'start beyond frame scan end',
    'start start frame scan end',
  ])('%j', (given) => {
    expect(plainJpeg(bytes(given), side)).toBeNull()
  })

  test('nor one that is cut anywhere', () => {
    const whole = bytes('start place tables frame scan end')
    for (let length = 0; length < whole.length; length++) expect(plainJpeg(whole.subarray(0, length), side)).toBeNull()
  })
})
