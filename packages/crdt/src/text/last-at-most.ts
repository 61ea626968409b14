/** Where the last of ascending numbers is that is at most `value`; -1 when none is. Mostly it is the last of all. */
export function lastAtMost(numbers: readonly number[], value: number): number {
  let high = numbers.length - 1
  if (high < 0 || (numbers[high] ?? 0) <= value) return high
  let low = -1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
