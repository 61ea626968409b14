import { defaultLimits, type ServerLimits } from './server-limits.ts'

/**
 * Limits as a server is told them: `name=value` separated by commas, each name one of `defaultLimits`, each value a whole
 * number from 1. What is not named stays as it is. Throws a RangeError that says what is wrong.
 */
export function parseLimits(text: string): ServerLimits {
  const limits: { -readonly [K in keyof ServerLimits]: number } = { ...defaultLimits }
  for (const part of text.split(',')) {
    if (part.trim() === '') continue
    const [name = '', value = '', ...rest] = part.split('=').map((piece) => piece.trim())
    if (!isLimit(name))
      throw new RangeError(`"${name}" is not a limit; there are ${Object.keys(defaultLimits).join(', ')}`)
    const number = /^\d{1,15}$/.test(value) ? Number(value) : 0
    if (rest.length > 0 || number < 1) throw new RangeError(`${name} needs a whole number from 1, like ${name}=100`)
    limits[name] = number
  }
  return limits
}

function isLimit(name: string): name is keyof ServerLimits {
  return Object.hasOwn(defaultLimits, name)
}
