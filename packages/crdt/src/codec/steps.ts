import type { ByteWriter } from './byte-writer.ts'

/** Writes how many numbers there are, and of each its distance from the one after the number before. */
export function writeSteps(writer: ByteWriter, numbers: Int32Array): void {
  writer.varint(numbers.length)
  let next = 0
  for (const number of numbers) {
    writer.signed(number - next)
    next = number + 1
  }
}
