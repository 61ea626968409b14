import { isSignedOut, roleOf, type Standing, standings } from './standing.ts'

/**
 * Who opens a page: somebody with a standing in the document that it may be about, a guest who views that document, and who
 * has nothing there but administers the instance, or did until the commit before.
 */
export const visitors = [...standings, 'guest', 'administrator', 'former administrator'] as const

/** One of `visitors`. */
export type Visitor = (typeof visitors)[number]

/** What a page answers: it is there, sends them on, or does not exist for them. */
export type PageAnswer = 'shown' | 'to sign-in' | 'to documents' | 'not_found'

/** For whom a page is there. */
export type PageAudience =
  | 'everybody'
  | 'not signed in'
  | 'without an account'
  | 'signed in'
  | 'may read'
  | 'administrators'

/** Every page of the web app, as its folder is called, and for whom it is. */
export const webPages = {
  '/': 'not signed in',
  '/account': 'signed in',
  '/admin': 'administrators',
  '/admin/audit': 'administrators',
  '/admin/documents': 'administrators',
  '/admin/limits': 'administrators',
  '/d/[id]': 'may read',
  '/developers': 'everybody',
  '/documents': 'signed in',
  '/documents/recent': 'signed in',
  '/documents/shared': 'signed in',
  '/documents/starred': 'signed in',
  '/documents/tagged/[tag]': 'signed in',
  '/documents/trash': 'signed in',
  '/forgot-password': 'everybody',
  '/l/[address]': 'everybody',
  '/offline': 'everybody',
  '/reset-password': 'everybody',
  '/sign-in': 'without an account',
  '/sign-up': 'without an account',
  '/verify-email': 'everybody',
} as const satisfies Readonly<Record<string, PageAudience>>

/** What a page answers a visitor. */
export function expectedPage(audience: PageAudience, visitor: Visitor): PageAnswer {
  const isOut = isStanding(visitor) && isSignedOut(visitor)
  switch (audience) {
    case 'everybody':
      return 'shown'
    case 'not signed in':
      return isOut ? 'shown' : 'to documents'
    case 'without an account':
      return isOut || visitor === 'guest' ? 'shown' : 'to documents'
    case 'signed in':
      return isOut ? 'to sign-in' : 'shown'
    case 'may read':
      if (isOut) return 'to sign-in'
      return visitor === 'guest' || (isStanding(visitor) && roleOf(visitor) !== null) ? 'shown' : 'not_found'
    case 'administrators':
      return visitor === 'administrator' ? 'shown' : 'not_found'
  }
}

function isStanding(visitor: Visitor): visitor is Standing {
  return standings.some((standing) => standing === visitor)
}
