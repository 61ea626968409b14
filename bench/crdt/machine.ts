import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { inRoot } from '../../scripts/root.mjs'
import { contenderNames, contenders } from './contenders/index.ts'

/** What a figure depends on, besides the code. */
export type Machine = { readonly commit: string; readonly cpu: string; readonly node: string; readonly date: string }

export function machine(): Machine {
  const [first] = cpus()
  return {
    commit: commit(),
    cpu: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  }
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: inRoot(), encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'packages/crdt/src') !== ''
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ', with changes in packages/crdt that are in no commit' : ''}`
  } catch {
    return 'unknown'
  }
}

/** The packages that are measured, with their versions as installed. */
export function versions(): readonly string[] {
  const names = new Set(contenderNames.flatMap((name) => contenders[name].package ?? []))
  return [...names].map((name) => {
    const path = inRoot('bench/node_modules', name, 'package.json')
    const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'))
    return `${name} ${version}`
  })
}
