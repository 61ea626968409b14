import { expect, it } from 'vitest'
import { contentDisposition } from './content-disposition.ts'

const a99 = 'a'.repeat(99)

it.each([
  ['notes.md', `attachment; filename="notes.md"; filename*=UTF-8''notes.md`],
  ['A plan', `attachment; filename="A plan.txt"; filename*=UTF-8''A%20plan.txt`],
  ['Pläne', `attachment; filename="Pl_ne.txt"; filename*=UTF-8''Pl%C3%A4ne.txt`],
  [
    'a"; filename="evil.exe',
    `attachment; filename="a-_ filename_-evil.exe"; filename*=UTF-8''a-%3B%20filename%3D-evil.exe`,
  ],
  ['a\r\nSet-Cookie: x', `attachment; filename="a--Set-Cookie- x.txt"; filename*=UTF-8''a--Set-Cookie-%20x.txt`],
  ['../../etc/passwd', `attachment; filename="..-..-etc-passwd.txt"; filename*=UTF-8''..-..-etc-passwd.txt`],
  ['..', `attachment; filename="document.txt"; filename*=UTF-8''document.txt`],
  ["it's (1)*", `attachment; filename="it_s (1)-.txt"; filename*=UTF-8''it%27s%20%281%29-.txt`],
  ['CON', `attachment; filename="_CON.txt"; filename*=UTF-8''_CON.txt`],
  ['aux.js', `attachment; filename="_aux.js"; filename*=UTF-8''_aux.js`],
  [`${a99}😀`, `attachment; filename="${a99}.txt"; filename*=UTF-8''${a99}.txt`],
  ['\ud800', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
])('H6 %j: %s', (title, header) => {
  expect(contentDisposition(title)).toBe(header)
  expect(() => new Headers({ 'Content-Disposition': header })).not.toThrow()
})
