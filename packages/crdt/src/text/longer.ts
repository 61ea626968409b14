/** The same numbers with room for at least so many; what is new has a value. A quarter more each time: short of memory, not of time. */
export function longer(numbers: Int32Array, length: number, value = 0): Int32Array {
  if (length <= numbers.length) return numbers
  const grown = new Int32Array(Math.max(length, numbers.length + (numbers.length >> 2) + 8)).fill(value, numbers.length)
  grown.set(numbers)
  return grown
}
