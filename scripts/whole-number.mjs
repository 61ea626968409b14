/**
 * A whole number from 1, as an option has it.
 * @param {string} name of the option
 * @param {string} value
 * @returns {number}
 * @throws {Error} in words for the person who typed it
 */
export function wholeNumber(name, value) {
  const parsed = Number(value)
  if (!Number.isSafeInteger(parsed) || parsed < 1)
    throw new Error(`--${name} is a whole number from 1; it was "${value}"`)
  return parsed
}
