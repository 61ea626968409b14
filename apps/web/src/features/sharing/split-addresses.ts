/** What was typed or pasted into the field of addresses, taken apart. */
export type SplitAddresses = {
  /** In the order in which they stand, each once. */
  readonly addresses: readonly string[]
  /** What may still be typed on. */
  readonly rest: string
}

/**
 * Takes a list of addresses apart: between commas, semicolons, spaces and line ends, and out of the angle brackets that
 * mail programs put around them. With `whole` the end is the end of an address, too; else it is the rest.
 */
export function splitAddresses(text: string, whole: boolean): SplitAddresses {
  const parts = text.split(/[\s,;]+/)
  const rest = whole ? '' : (parts.pop() ?? '')
  const bracketed = /<[^<>]*@[^<>]*>/.test(text)
  const addresses = parts
    // "Bob Brown <bob@example.com>": the name in front is no address.
    .filter((part) => part !== '' && (!bracketed || part.includes('@')))
    .map((part) => part.replace(/^["'<(]+|[>")',]+$/g, ''))
  return { addresses: [...new Set(addresses)].filter((address) => address !== ''), rest }
}
