/** The props of a page that reads its query: anything may stand in it, any number of times. */
export type AskedPage = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }
