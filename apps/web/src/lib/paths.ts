/** Where the REST API begins. */
export const apiBase = '/api/v1'

/** Every URL of the web app, made here and nowhere else. */
export const paths = {
  landing: '/',
  signIn: (returnTo?: string) => withReturn('/sign-in', returnTo),
  signUp: (returnTo?: string) => withReturn('/sign-up', returnTo),
  forgotPassword: '/forgot-password',
  /** What a link holds that was mailed stands behind the #: browsers send that nowhere. */
  resetPassword: (token: string) => `/reset-password#${token}`,
  verifyEmail: (token: string) => `/verify-email#${token}`,
  /** The same, for who signed in meanwhile. */
  verifyEmailPage: '/verify-email',
  documents: '/documents',
  shared: '/documents/shared',
  recent: '/documents/recent',
  starred: '/documents/starred',
  trash: '/documents/trash',
  tag: (name: string) => `/documents/tagged/${encodeURIComponent(name)}`,
  account: '/account',
  /** Where somebody comes back to who could not be connected to another provider; `code` says why. */
  accountProblem: (code: string) => `/account?${new URLSearchParams({ error: code })}`,
  admin: '/admin',
  adminDocuments: '/admin/documents',
  adminAudit: '/admin/audit',
  adminLimits: '/admin/limits',
  document: (id: string) => `/d/${encodeURIComponent(id)}`,
  link: (address: string) => `/l/${encodeURIComponent(address)}`,
  picture: (userId: string) => `/api/people/${encodeURIComponent(userId)}/picture`,
  ticket: '/api/ticket',
  health: '/api/health',
  export: '/api/documents/export',
  import: '/api/documents/import',
  freshList: (query: Readonly<Record<string, string | undefined>>) =>
    `/api/documents/fresh?${new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))}`,
  developers: '/developers',
  api: (path: string) => `${apiBase}${path}`,
} as const

/** The id of the document whose page this is; null when it is another page. */
export function documentOf(pathname: string): string | null {
  const [, id] = /^\/d\/([^/]+)$/.exec(pathname) ?? []
  return id === undefined ? null : decodeURIComponent(id)
}

/** The address of the link whose page this is; null when it is another page. */
export function linkOf(pathname: string): string | null {
  const [, address] = /^\/l\/([^/]+)$/.exec(pathname) ?? []
  return address === undefined ? null : decodeURIComponent(address)
}

/** The name that next-auth gives the parameter that says where to go after signing in. */
export const returnParameter = 'callbackUrl'

/**
 * Where to go after signing in: the path that was asked for when it is one of ours, else the documents. An absolute URL
 * is accepted only for `origin` (ours); anything a browser could read as another site is not.
 */
export function safeReturn(asked: string | readonly string[] | undefined, origin?: string): string {
  if (typeof asked !== 'string' || asked === '') return paths.documents
  // A base that no request can have: a relative path stays on it, an absolute or protocol-relative one leaves it.
  const nowhere = 'https://nowhere.invalid'
  const url = URL.canParse(asked, nowhere) ? new URL(asked, nowhere) : null
  if (url === null || (url.origin !== nowhere && url.origin !== origin)) return paths.documents
  const path = `${url.pathname}${url.search}${url.hash}`
  // `/.//evil.example` is ours, but its normal form would not be when it is used as a relative URL.
  if (path.startsWith('//')) return paths.documents
  const leadsBack = url.pathname.startsWith('/sign-') || url.pathname.startsWith('/api/')
  return leadsBack || url.pathname === '/' ? paths.documents : path
}

function withReturn(path: string, returnTo: string | undefined): string {
  if (returnTo === undefined || returnTo === paths.documents) return path
  return `${path}?${new URLSearchParams({ [returnParameter]: returnTo })}`
}
