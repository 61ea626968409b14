import { strFromU8, strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { maxImportedFiles, maxUnpackedBytes } from './file-limits.ts'
import { unpack } from './unpack.ts'

const shown = (archive: Uint8Array) => {
  const files = unpack(archive)
  return typeof files === 'string' ? files : files.map(({ name, bytes }) => `${name}: ${strFromU8(bytes)}`)
}
const pack = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

test('files come out with their names, wherever they were', () => {
  const archive = pack({ 'a.ts': 'one', 'src/b.ts': 'two', '../../etc/passwd': 'three', 'empty.txt': '' })
  expect(shown(archive)).toEqual(['a.ts: one', 'b.ts: two', 'empty.txt: '])
})

test('what systems leave there is no document', () => {
  expect(shown(pack({ '__MACOSX/a.ts': '', '.DS_Store': '', 'src/.git/config': '', 'src/': '' }))).toEqual([])
})

test.each([
  ['leads up', '../../x.txt', null],
  ['is absolute', '/etc/x.txt', 'x.txt: text'],
  ['is of another system', 'C:\\Users\\x.txt', 'x.txt: text'],
  ['holds NUL', 'x\0.txt', 'x\0.txt: text'],
  ['leads nowhere', 'a/..', null],
])('G2 of a name that %s the last part counts, and nothing is written anywhere', (_, name, file) => {
  expect(shown(pack({ [name]: 'text' }))).toEqual(file === null ? [] : [file])
})

test('G2 a link to another file is the text that it is made of', () => {
  const isLink = { os: 3, attrs: 0o120777 << 16 } as const
  expect(shown(zipSync({ 'passwords.txt': [strToU8('/etc/passwd'), isLink] }))).toEqual(['passwords.txt: /etc/passwd'])
})

test('G1 an archive in an archive stays one', () => {
  const files = unpack(zipSync({ 'inner.zip': pack({ 'a.txt': 'a'.repeat(1000) }) }))
  expect(typeof files === 'string' ? files : files.map(({ name, bytes }) => [name, bytes.subarray(0, 2)])).toEqual([
    ['inner.zip', Buffer.from('PK')],
  ])
})

test('G1 what says that it is small is not believed', () => {
  const zeros = zipSync({ 'zeros.txt': new Uint8Array(maxUnpackedBytes + 1) })
  // The sizes that its head names, with which unpackers begin.
  zeros.fill(0, 22, 26)
  expect(shown(zeros)).toBe('too large')
})

test('G1 what is too much is refused before it is all there', () => {
  const many = Object.fromEntries(Array.from({ length: maxImportedFiles + 1 }, (_, at) => [`${at}.txt`, '']))
  expect(shown(pack(many))).toBe('too many files')
  const zeros = zipSync({ 'zeros.txt': new Uint8Array(maxUnpackedBytes + 1) })
  expect(zeros.length).toBeLessThan(maxUnpackedBytes / 100)
  expect(shown(zeros)).toBe('too large')
})

test.each([
  ['nothing', new Uint8Array()],
  ['a text', strToU8('hello')],
  ['an archive with damaged bytes', pack({ 'a.txt': 'abcdefgh'.repeat(100) }).fill(0xff, 40, 60)],
])('%s is damaged', (_, archive) => {
  expect(shown(archive)).toBe('damaged')
})
