import { expect } from '@playwright/test'
import { documents, type PersonKey, people } from '@tandem/db/seed'
import type { Actor } from '../fixtures/actor.ts'
import type { Scenario } from '../fixtures/scenario.ts'
import type { ScenarioDocument } from '../fixtures/scenario-document.ts'

/** The people of the seed and their documents, once more, for one test alone: what it does to them no other sees. */
export type Team = {
  readonly person: (key: PersonKey) => Actor
  /** A document of the seed, by its title. */
  readonly document: (title: string) => ScenarioDocument
  /** Waits until what they say can be searched and shown. */
  readonly areRead: () => Promise<void>
}

/** Makes them. */
export async function makeTeam(scenario: Scenario): Promise<Team> {
  // Addresses that look like some: no two of a database may be the same.
  const place = `${crypto.randomUUID().slice(0, 4)}.example`
  const actors = new Map(
    await Promise.all(
      people.map(async ({ key, name }) => [key, await scenario.person(name, { email: `${key}@${place}` })] as const),
    ),
  )
  const person = (key: PersonKey) => known(actors.get(key), key)
  const made = new Map<string, ScenarioDocument>()
  for (const { title, language, owner, people: others = [], trashed = false, hoursAgo, text } of documents) {
    const withRole = (wanted: string) => others.filter(([, role]) => role === wanted).map(([key]) => person(key))
    const document = await scenario.document({
      owner: person(owner),
      editors: withRole('editor'),
      commenters: withRole('commenter'),
      viewers: withRole('viewer'),
      title,
      language,
      text,
      trashed,
      age: hoursAgo * 3_600_000,
    })
    made.set(title, document)
  }
  const document = (title: string) => known(made.get(title), title)
  const areRead = async () => {
    const shown = documents.filter(({ trashed }) => !trashed)
    // The server looks for what was edited since it looked last.
    for (const { title } of shown) await scenario.wasEdited(document(title), 60_000)
    for (const { title, hoursAgo } of shown) {
      await expect.poll(() => scenario.isSearched(document(title))).toBe(true)
      await scenario.wasEdited(document(title), hoursAgo * 3_600_000)
    }
  }
  return { person, document, areRead }
}

function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`the seed has no ${name} any more`)
  return value
}
