/** What an address of a list asks for. Of a parameter that comes twice the first counts. */
export type Asked = { readonly q?: string | readonly string[]; readonly from?: string | readonly string[] }

/** The query and the beginning of the page, as the functions of the domain take them, which judge them. */
export function askedOf({ q, from }: Asked): { readonly query: string; readonly from: string | null } {
  return { query: first(q) ?? '', from: first(from) ?? null }
}

function first(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}
