import type { Change, Edit, PropertyValue, TandemDoc } from '@tandem/crdt'
import { mayWrite } from '@tandem/protocol'
import { makeEdit } from './own-edit.ts'
import { SessionError } from './session-error.ts'
import type { SessionLife } from './session-life.ts'
import type { SessionParts } from './session-parts.ts'

/** What a person changes here, on its way into the outbox. */
export class SessionWriter {
  readonly #parts: SessionParts
  readonly #life: SessionLife

  constructor(parts: SessionParts, life: SessionLife) {
    this.#parts = parts
    this.#life = life
  }

  get writable(): boolean {
    const { copy, room } = this.#parts
    return !this.#life.over && copy.author !== null && room.role !== null && mayWrite(room.role)
  }

  edit(edit: Edit): void {
    const doc = this.#writableDoc()
    try {
      for (const change of makeEdit(doc, edit)) this.#parts.copy.put(change)
    } finally {
      this.#changed()
    }
  }

  setProperty(key: string, value: PropertyValue): void {
    this.#putProperty(key, this.#writableDoc().setProperty(key, value))
  }

  removeProperty(key: string): void {
    this.#putProperty(key, this.#writableDoc().removeProperty(key))
  }

  #putProperty(key: string, change: Change): void {
    this.#parts.copy.put(change)
    this.#changed()
    this.#parts.emitter.emit('properties', [key])
  }

  #changed(): void {
    const { copy, emitter, pusher } = this.#parts
    pusher.schedule()
    emitter.emit('unsaved', copy.outbox.unsaved)
  }

  #writableDoc(): TandemDoc {
    const { doc } = this.#parts.copy
    if (!doc || !this.writable) throw new SessionError('forbidden', 'This document cannot be changed now.')
    return doc
  }
}
