import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { inRoot } from '../scripts/root.mjs'

/** What a figure depends on, besides the code. */
export type Machine = {
  readonly commit: string
  readonly cpu: string
  readonly node: string
  readonly date: string
  /** Processes that wanted a processor in the last minute: what else there was to do. */
  readonly load: string
}

/** What this machine is, and the commit: with a remark when these folders of the checkout hold something else. */
export function machine(...folders: readonly string[]): Machine {
  const [first] = cpus()
  return {
    commit: commit(folders),
    cpu: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`,
    node: process.version,
    load: (loadavg()[0] ?? 0).toFixed(1),
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  }
}

function commit(folders: readonly string[]): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: inRoot(), encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', ...folders) !== ''
    const remark = changed ? `, with changes in ${folders.join(', ')} that are in no commit` : ''
    return `${git('rev-parse', '--short', 'HEAD')}${remark}`
  } catch {
    return 'unknown'
  }
}

/** Packages with their versions as installed, each once. */
export function versions(packages: readonly string[]): readonly string[] {
  return [...new Set(packages)].map((name) => {
    const path = inRoot('bench/node_modules', name, 'package.json')
    const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'))
    return `${name} ${version}`
  })
}
