import NextAuth, { type AuthOptions } from 'next-auth'

/** A browser at our own site: keeps cookies, and says what it got and where it is sent. */
export function authBrowser(authOptions: () => AuthOptions) {
  const cookies: Record<string, string> = {}
  return {
    cookies,
    async asks(path: string, { method = 'GET', query = {}, body = {} } = {}) {
      const got: { location: string; content: unknown } = { location: '', content: null }
      const keep = (line: string) => {
        const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies[key] = decodeURIComponent(value)
      }
      const response = {
        status: () => response,
        getHeader: () => undefined,
        setHeader(name: string, value: string | string[]) {
          if (name === 'Location') got.location = String(value)
          if (name === 'Set-Cookie') for (const line of [value].flat()) keep(line)
          return response
        },
        send(content: unknown) {
          got.content = content
        },
        end: () => {},
      }
      const headers = { host: 'localhost:3000' }
      const request = { method, query: { ...query, nextauth: path.split('/') }, body, cookies, headers }
      await Reflect.apply(NextAuth, null, [request, response, authOptions()])
      return got
    },
  }
}
