// The rules of layers.mjs, held against the source. A pure function; check-layers-run.mjs reads the files.
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { findCycles } from './cycles.mjs'
import { hasDirective, importsOf } from './imports-of.mjs'
import { layers, leftOutOfBundles, places, serverOnly, webZones } from './layers.mjs'

/**
 * @typedef {object} Manifest the parts of a package.json that matter here
 * @property {string} name
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [exports]
 * @property {Record<string, string>} [imports] its own short names for its folders: `#ui/*`
 */

/**
 * A checkout, as data.
 * @typedef {object} Checkout
 * @property {ReadonlyMap<string, Manifest>} manifests workspace folder (`.` for the root) → its package.json
 * @property {ReadonlyMap<string, string>} files source file, relative to the checkout → its text
 */

/**
 * What breaks the layers.
 * @param {Checkout} checkout
 * @returns {string[]} one line per finding, `path:line: what is wrong`; none when all is well
 */
export function checkLayers(checkout) {
  const problems = [...checkout.manifests].flatMap(([folder, manifest]) => checkManifest(folder, manifest))
  /** @type {Map<string, string[]>} */
  const graph = new Map()
  for (const [path, text] of checkout.files) {
    const folder = workspaceOf(path, checkout)
    const manifest = checkout.manifests.get(folder)
    if (!manifest) continue
    const file = { path, text, folder, manifest }
    graph.set(path, [])
    for (const entry of importsOf(path, text)) {
      const target = resolve(file, entry.specifier, checkout)
      const found = [
        ...checkImport(file, entry, target),
        ...checkPlace(file, entry),
        ...checkWebZone(file, entry, target),
      ]
      problems.push(...found.map((problem) => `${path}:${entry.line}: ${problem}`))
      if (target && checkout.files.has(target)) graph.get(path)?.push(target)
    }
  }
  const cycles = findCycles(graph).map((cycle) => `import cycle: ${cycle.join(' → ')}`)
  return [...problems, ...cycles]
}

/** @typedef {{ path: string, text: string, folder: string, manifest: Manifest }} SourceFile */

/**
 * @param {string} folder
 * @param {Manifest} manifest
 * @returns {string[]}
 */
function checkManifest(folder, manifest) {
  const path = posix.join(folder, 'package.json')
  if (folder === '.') {
    return Object.keys(manifest.dependencies ?? {}).map(
      (name) => `${path}: the root has no runtime dependency (${name})`,
    )
  }
  const layer = layers[manifest.name]
  if (!layer || layer.folder !== folder) return [`${path}: ${manifest.name} has no layer: add it to scripts/layers.mjs`]
  const mayUse = [...layer.uses, ...(layer.usesTypesOf ?? []), ...Object.values(layer.alsoIn ?? {}).flat()]
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  return declared.flatMap((name) => {
    if (name.startsWith('@tandem/')) {
      return mayUse.includes(name) ? [] : [`${path}: ${manifest.name} may not depend on ${name}`]
    }
    if (layer.pure && name in (manifest.dependencies ?? {}))
      return [`${path}: ${manifest.name} depends on nothing (${name})`]
    const allowed = lookUp(places, name)
    if (!allowed || allowed.some((place) => place.startsWith(`${folder}/`))) return []
    if (lookUp(leftOutOfBundles, name)?.includes(folder)) return []
    return [`${path}: ${name} belongs to ${allowed.join(', ')}`]
  })
}

/**
 * @param {SourceFile} file
 * @param {import('./imports-of.mjs').Import} entry
 * @param {string | null} target
 * @returns {string[]}
 */
function checkImport(file, { specifier, typeOnly }, target) {
  const { path, folder, manifest } = file
  const layer = layers[manifest.name]
  if (isLocal(specifier)) {
    if (target === null) return [`${specifier} does not exist`]
    if (isInside(target, 'scripts') && layer?.usesScripts) return []
    if (folder !== '.' && !isInside(target, folder)) return [`${specifier} leaves the package: import it by its name`]
    if (target === posix.join(folder, 'src/index.ts') && !isTest(path)) return ['imports its own index.ts']
    return []
  }
  if (isBuiltin(specifier)) {
    return layer?.pure && !isTest(path) ? [`${manifest.name} is pure: no ${specifier}`] : []
  }
  const name = packageName(specifier)
  if (name === manifest.name) return [`imports its own package by name (${specifier})`]
  if (!(name in { ...manifest.dependencies, ...manifest.devDependencies })) {
    return [`${name} is not declared in ${posix.join(folder, 'package.json')}`]
  }
  if (!name.startsWith('@tandem/') || !layer) return []
  if (target === null) return [`${specifier} is not among the exports of ${name}`]
  if (layer.uses.includes(name)) return []
  if (layer.usesTypesOf?.includes(name)) {
    return typeOnly || isTest(path) ? [] : [`${manifest.name} may only import types of ${name}`]
  }
  const inside = posix.relative(folder, path)
  const isExcepted = Object.entries(layer.alsoIn ?? {}).some(
    ([place, also]) =>
      also.includes(name) && (place.startsWith('*') ? inside.endsWith(place.slice(1)) : inside.startsWith(place)),
  )
  return isExcepted ? [] : [`${manifest.name} may not import ${name}`]
}

/**
 * @param {SourceFile} file
 * @param {import('./imports-of.mjs').Import} entry
 * @returns {string[]}
 */
function checkPlace({ path }, { specifier }) {
  if (isLocal(specifier) || isBuiltin(specifier)) return []
  const name = packageName(specifier)
  const allowed = lookUp(places, name)
  if (!allowed) return []
  const isAllowed = allowed.some((place) => {
    const [prefix = '', suffix = ''] = place.split('**')
    return path.startsWith(prefix) && path.endsWith(suffix)
  })
  return isAllowed ? [] : [`${name} belongs to ${allowed.join(', ')}`]
}

/**
 * @param {SourceFile} file
 * @param {import('./imports-of.mjs').Import} entry
 * @param {string | null} target
 * @returns {string[]}
 */
function checkWebZone({ path, text, folder }, { specifier, typeOnly }, target) {
  if (folder !== layers['@tandem/web']?.folder) return []
  const [zone = '', sub = ''] = posix.relative(posix.join(folder, 'src'), path).split('/')
  if (serverOnly.includes(packageName(specifier)) && !typeOnly && !isTest(path)) {
    const isMarked = hasDirective(path, text, 'use server') || importsOf(path, text).some(isServerOnlyMark)
    const runsOnServer = zone === 'server' || zone === 'app' || isMarked
    if (!runsOnServer || hasDirective(path, text, 'use client')) {
      return [`${packageName(specifier)} is for server code: src/server, routes, 'use server' and 'server-only' files`]
    }
  }
  if (!target || !isInside(target, posix.join(folder, 'src'))) return []
  const allowed = /** @type {Record<string, string[]>} */ (webZones)[zone]
  if (!allowed) return []
  const [targetZone = '', targetSub = ''] = posix.relative(posix.join(folder, 'src'), target).split('/')
  if (allowed.includes(targetZone)) return []
  if (targetZone !== 'features') return [`${zone} may not import from ${targetZone}`]
  if (!allowed.includes('own feature')) return [`${zone} knows no features (${targetSub})`]
  return sub === targetSub ? [] : [`feature ${sub} may not import feature ${targetSub}: the page composes them`]
}

/**
 * The file that an import means.
 * @param {SourceFile} file
 * @param {string} specifier
 * @param {Checkout} checkout
 * @returns {string | null} null: outside the checkout, or nothing
 */
function resolve({ path, folder, manifest }, specifier, { manifests, files }) {
  if (isLocal(specifier)) {
    const base = specifier.startsWith('#')
      ? posix.join(folder, ownName(specifier, manifest.imports ?? {}))
      : posix.join(posix.dirname(path), specifier)
    const candidates = [base, ...['.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx'].map((end) => base + end)]
    // Not source: a stylesheet, a generated file, data. It is there for somebody else to check.
    const isOther = /\.(css|json|svg|png|woff2)$/.test(base) || base.includes('/generated/')
    return candidates.find((candidate) => files.has(candidate)) ?? (isOther ? base : null)
  }
  const name = packageName(specifier)
  const layer = layers[name]
  const exported = layer && manifests.get(layer.folder)?.exports?.[`.${specifier.slice(name.length)}`]
  return layer && exported ? posix.join(layer.folder, exported) : null
}

/**
 * @param {string} specifier
 * @param {Record<string, string>} names the package.json's `imports`
 */
function ownName(specifier, names) {
  for (const [pattern, target] of Object.entries(names)) {
    const [start = '', end = ''] = pattern.split('*')
    if (!specifier.startsWith(start) || !specifier.endsWith(end)) continue
    return target.replace('*', specifier.slice(start.length, specifier.length - end.length))
  }
  return specifier
}

/**
 * @param {string} path
 * @param {Checkout} checkout
 */
function workspaceOf(path, { manifests }) {
  return [...manifests.keys()].find((folder) => folder !== '.' && isInside(path, folder)) ?? '.'
}

/**
 * @template T
 * @param {Readonly<Record<string, T>>} table names and `scope/*`
 * @param {string} name
 * @returns {T | undefined}
 */
const lookUp = (table, name) => table[name] ?? table[name.replace(/\/.*/, '/*')]

/** @param {string} specifier */
const isLocal = (specifier) => /^(\.{1,2}\/|#)/.test(specifier)

/** @param {import('./imports-of.mjs').Import} entry */
const isServerOnlyMark = ({ specifier }) => specifier === 'server-only'

/** @param {string} specifier */
const isBuiltin = (specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier)

/** @param {string} path */
const isTest = (path) => /\.(test|spec)\.[a-z]+$/.test(path) || path.includes('/testing/')

/** @param {string} specifier */
const packageName = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

/**
 * @param {string} path
 * @param {string} folder
 */
const isInside = (path, folder) => path.startsWith(`${folder}/`)
