/** Hands the person a text as a file. */
export function downloadText(title: string, text: string): void {
  download(fileName(title), 'text/plain;charset=utf-8', text)
}

/** Hands the person what a program can read as a file. */
export function downloadJson(title: string, json: string): void {
  download(`${fileName(title)}.json`, 'application/json', json)
}

function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A title as a file's name: what file systems refuse is replaced, and there is an extension. */
export function fileName(title: string): string {
  const safe = title
    .replace(/[\p{Cc}"*/:<>?\\|]/gu, '-')
    .trim()
    .slice(0, 100)
    // What the cut may have left of a pair is no text, and no header takes it.
    .replace(/\p{Surrogate}/gu, '')
  if (safe === '' || safe === '.' || safe === '..') return 'document.txt'
  const named = device.test(safe) ? `_${safe}` : safe
  return /\.\w{1,12}$/.test(named) ? named : `${named}.txt`
}

/** Names that Windows has for devices, whatever stands behind the dot: an archive with such a file can't be unpacked there. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
