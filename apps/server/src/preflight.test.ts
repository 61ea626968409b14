import { expect, test } from 'vitest'
import { type DatabaseFacts, problemsOf } from './preflight.ts'

const sound: DatabaseFacts = {
  settings: { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' },
  uniqueIndexes: [
    'document(id)',
    'operation(document_id, seq)',
    'operation(document_id, replica_id, rseq)',
    'permission(document_id, user_id)',
    'replica(document_id, id)',
    'snapshot(document_id, seq)',
  ],
  logPrivileges: [],
  logTriggers: ['operation_append_only', 'operation_no_truncate', 'another'],
}

test('G24 nothing is wrong with a sound database', () => {
  expect(problemsOf(sound)).toEqual([])
  for (const synchronous_commit of ['local', 'remote_write', 'remote_apply']) {
    expect(problemsOf({ ...sound, settings: { ...sound.settings, synchronous_commit } })).toEqual([])
  }
})

const unsound: readonly [name: string, changes: Partial<DatabaseFacts>, says: RegExp][] = [
  ['fsync', { settings: { ...sound.settings, fsync: 'off' } }, /fsync = off.*lost with the power/],
  ['full_page_writes', { settings: { ...sound.settings, full_page_writes: 'off' } }, /full_page_writes = off/],
  ['synchronous_commit', { settings: { ...sound.settings, synchronous_commit: 'off' } }, /synchronous_commit = off/],
  [
    'a missing index',
    { uniqueIndexes: sound.uniqueIndexes.filter((index) => !index.includes('rseq')) },
    /unique index operation\(document_id, replica_id, rseq\) is missing/,
  ],
  ['a disabled trigger', { logTriggers: ['operation_no_truncate'] }, /operation_append_only is missing or disabled/],
  [
    'a role that may do too much',
    { logPrivileges: ['UPDATE', 'DELETE'] },
    /role may UPDATE and DELETE rows of the log/,
  ],
]

test.each(unsound)('G24 %s: one clear line', (_, changes, says) => {
  expect(problemsOf({ ...sound, ...changes })).toEqual([expect.stringMatching(says)])
})

test('G24 all that is wrong is said at once', () => {
  expect(
    problemsOf({ settings: sound.settings, uniqueIndexes: [], logPrivileges: ['DELETE'], logTriggers: [] }).length,
  ).toBe(9)
})
