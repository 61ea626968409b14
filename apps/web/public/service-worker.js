// Serves the editor's page where there is no network. It keeps one page that is the same for everybody (the shell, which
// holds no document and no name) and the files that it is made of; the text comes from what this device keeps for the
// person who is signed in. Every page comes from the server as long as one answers.
//
// Registered as /service-worker.js?v=<build>: another build is another worker, with a cache of its own. It takes over at
// once, and pages that are open go on with the files of their own build, which stay for as long as they may need them.

const build = new URL(location.href).searchParams.get('v') ?? ''
const prefix = 'tandem-shell-'
const cacheName = `${prefix}${build}`
const shell = '/offline'
const assets = '/_next/static/'
/** Where documents are: of these a device may have the text. */
const documents = '/d/'
/**
 * How long a document waits for its server, as long as it takes to call a lost connection offline: then it opens from what the
 * device keeps, and connects from there.
 */
const patienceMs = 10_000
/** Caches that stay: this build's, and that of the pages that were open when it came. */
const keptCaches = 2

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => event.waitUntil(keep(event.data)))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith(assets)) event.respondWith(asset(request))
})

async function install() {
  // Without a cookie: it must not know who asks.
  const response = await fetch(shell, { credentials: 'omit', cache: 'no-store' })
  if (!response.ok || response.redirected) throw new Error('there is no shell')
  const html = await response.clone().text()
  const cache = await caches.open(cacheName)
  await cache.addAll([...new Set(html.match(/\/_next\/static\/[\w./%~-]+/g) ?? [])])
  await cache.put(shell, response)
  await self.skipWaiting()
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(names.slice(0, Math.max(0, names.length - keptCaches + 1)).map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** A page says which files it was made of before this worker was there to see. */
async function keep(paths) {
  const cache = await caches.open(cacheName)
  for (const path of Array.isArray(paths) ? paths : []) {
    const isAsset = typeof path === 'string' && path.startsWith(assets)
    if (isAsset && !(await kept(cache, path))) await cache.add(path).catch(() => {})
  }
}

/** From the server; a document from this device when that takes too long: a server that hangs answers nobody. */
async function page(request) {
  const answer = answerOf(request)
  if (!new URL(request.url).pathname.startsWith(documents)) return answer
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs)
  }).then(knownShell)
  // What comes when it is too late is nobody's.
  answer.catch(() => {}).then(() => clearTimeout(timer))
  return (await Promise.race([answer, late])) ?? answer
}

/** From the server; the shell when none answers, or one that stands in front of it says that it is gone. */
async function answerOf(request) {
  try {
    const response = await fetch(request)
    if (response.status < 502 || response.status > 504) return response
    return (await knownShell()) ?? response
  } catch (error) {
    const known = await knownShell()
    if (known) return known
    throw error
  }
}

/** This build's: of all caches the oldest would answer first, with a page that may not read any more what this device keeps. */
async function knownShell() {
  const cache = await caches.open(cacheName)
  return cache.match(shell)
}

/** Files with their content in their name never change: once known, never asked for again. */
async function asset(request) {
  const cache = await caches.open(cacheName)
  const known = await kept(cache, request)
  if (known) return known
  const response = await fetch(request)
  // A development server at the same address says otherwise.
  if (response.ok && response.headers.get('cache-control')?.includes('immutable')) {
    await cache.put(request, response.clone())
  }
  return response
}

/** What is known of a file; from now on in this cache, too: builds share files, and the cache of the first one goes. */
async function kept(cache, request) {
  const own = await cache.match(request)
  if (own) return own
  const known = await caches.match(request)
  if (known) await cache.put(request, known.clone())
  return known
}
