import type { Session } from '@tandem/client'
import { settingKeys } from './document-settings.ts'

/** A property that people gave to a document, beside its settings. */
export type OwnProperty = { readonly name: string; readonly value: string }

/** Why a property can't be added. */
export type PropertyProblem = 'missing' | 'taken' | 'full'

/** Longer names and values are content, which belongs into the text. */
export const maxPropertyName = 100
export const maxPropertyValue = 1000
/** More than these nobody looks through, and everybody who opens the document loads them. */
export const maxOwnProperties = 100

const settings: ReadonlySet<string> = new Set(Object.values(settingKeys))

/** The properties that are not settings, by name. Programs may have put other things than text into them: those show as JSON. */
export function ownProperties(properties: ReadonlyMap<string, unknown>): readonly OwnProperty[] {
  return [...properties]
    .filter(([name]) => !settings.has(name))
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** Why a property of this name can't be added; null when it can. */
export function propertyProblem(properties: ReadonlyMap<string, unknown>, name: string): PropertyProblem | null {
  if (name === '') return 'missing'
  if (properties.has(name) || settings.has(name)) return 'taken'
  return ownProperties(properties).length >= maxOwnProperties ? 'full' : null
}

/** Of a session, what is needed to change its properties. */
export type PropertyHolder = Pick<Session, 'writable' | 'setProperty' | 'removeProperty'> & {
  readonly doc: { readonly properties: Pick<NonNullable<Session['doc']>['properties'], 'get'> } | null
}

/**
 * Removes a property, if that may be done. What comes back brings it back as it was, text or not; unless somebody has given
 * the document another one of that name meanwhile.
 */
export function removeProperty(session: PropertyHolder, name: string): () => void {
  const value = session.doc?.properties.get(name)
  if (value === undefined || !session.writable) return () => {}
  session.removeProperty(name)
  return () => {
    if (session.writable && session.doc?.properties.get(name) === undefined) session.setProperty(name, value)
  }
}
