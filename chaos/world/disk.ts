import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Enough for the database of a run, and little enough to be filled at once. */
const sizeMib = 3_072
const blockBytes = 1024 * 1024

/** A small disk of its own (in memory), which can be filled. Only where mounting is allowed: `canMount`. */
export class Disk {
  readonly folder: string
  readonly #ballast: string

  private constructor(folder: string) {
    this.folder = folder
    this.#ballast = join(folder, 'ballast')
  }

  /** Whether this process may mount, and what it mounts goes with it. */
  static canMount(): boolean {
    return process.env.CHAOS_OWN_MOUNTS === '1'
  }

  static mount(): Disk {
    // Seen by this process and its children only, so that runs side by side don't meet here.
    const folder = join(tmpdir(), 'tandem-chaos-disk')
    mkdirSync(folder, { recursive: true })
    const { status, stderr } = spawnSync(
      'mount',
      ['-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=0711`, 'chaos', folder],
      {
        encoding: 'utf8',
      },
    )
    if (status !== 0) throw new Error(`no disk of its own can be had: ${stderr.trim()}`)
    return new Disk(folder)
  }

  /** Takes every free byte. */
  fill(): void {
    const file = openSync(this.#ballast, 'a')
    const block = Buffer.alloc(blockBytes)
    try {
      for (let size = blockBytes; size >= 1024; ) {
        try {
          writeSync(file, block, 0, size)
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
          size /= 2
        }
      }
    } finally {
      closeSync(file)
    }
  }

  /** Gives them back. */
  free(): void {
    rmSync(this.#ballast, { force: true })
  }

  unmount(): void {
    spawnSync('umount', [this.folder])
  }
}
