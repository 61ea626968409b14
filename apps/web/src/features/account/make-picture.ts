import { limits } from '@tandem/protocol'

/** What a browser can still be asked to unpack: photographs have less. */
const maxFileBytes = 30_000_000

/** A picture as it is kept, and an address under which this page can show it. */
export type MadePicture = { readonly bytes: Uint8Array<ArrayBuffer>; readonly address: string }

/**
 * Makes a person's picture of a file that they have: the middle of it, in the size that is shown, with nothing else that the
 * file says. Null when the browser finds no picture in it.
 */
export async function makePicture(file: File): Promise<MadePicture | null> {
  if (file.size > maxFileBytes) return null
  const image = await createImageBitmap(file).catch(() => null)
  if (image === null) return null
  const side = Math.min(image.width, image.height)
  const canvas = document.createElement('canvas')
  canvas.width = limits.pictureSide
  canvas.height = limits.pictureSide
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.imageSmoothingQuality = 'high'
  // A JPEG has no see-through parts: they would be black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const [left, top] = [(image.width - side) / 2, (image.height - side) / 2]
  context.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height)
  image.close()
  const address = canvas.toDataURL('image/jpeg', 0.9)
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (letter) => letter.charCodeAt(0))
  return { bytes, address }
}
