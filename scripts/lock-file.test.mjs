import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock-file.mjs'
import { identify, thisProcess } from './processes.mjs'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-lock-'))
  file = join(folder, 'data', 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a lock is held until it is released', () => {
  const taken = takeLock(file)
  if (!('lock' in taken)) throw new Error('not taken')
  expect(takeLock(file)).toEqual({ heldBy: thisProcess() })
  taken.lock.release()
  expect(existsSync(file)).toBe(false)
  expect(takeLock(file)).toHaveProperty('lock')
})

test('the lock of a dead process is taken over', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
  const id = identify(child.pid ?? 0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  takeLock(file)
  writeFileSync(file, JSON.stringify(id))
  expect(takeLock(file)).toHaveProperty('lock')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(thisProcess())
})

test('the lock of a process whose pid somebody else has by now is taken over', () => {
  takeLock(file)
  writeFileSync(file, JSON.stringify({ ...thisProcess(), startedAt: 'long ago' }))
  expect(takeLock(file)).toHaveProperty('lock')
})

test('a torn lock file is taken over', () => {
  takeLock(file)
  writeFileSync(file, '{"pid":')
  expect(takeLock(file)).toHaveProperty('lock')
})
