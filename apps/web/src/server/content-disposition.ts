import { fileName } from '#lib/download.ts'

/**
 * Says that an answer is a file to keep, never a page to show, and what to call it (RFC 6266): a title can be anything, so
 * it comes once in ASCII with what is odd replaced, and once in full, percent-encoded.
 */
export function contentDisposition(title: string): string {
  const name = fileName(title.toWellFormed())
  const plain = name.replace(/[^\w .()-]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
