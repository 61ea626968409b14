'use client'
import type { Session } from '@tandem/client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Preferences } from '#lib/preferences.ts'
import { whenIdle } from '#lib/when-idle.ts'
import { toast } from '#ui/toast.tsx'
import { type DocumentSettings, documentSettings, settingKeys } from './document-settings.ts'
import { type Language, type LanguageList, languageOf, loadLanguages } from './languages.ts'
import { messages } from './messages.ts'
import type { SessionFacts } from './session-facts.ts'
import type { TextEditor } from './text-editor.ts'
import { useFact } from './use-session.ts'

/** The settings of a document, and how to change them for everybody. */
export type SharedSettings = DocumentSettings & {
  /** The language it is shown in; null for plain text. */
  readonly shown: Language | null
  /** The language that the title tells; null when it tells none. */
  readonly detected: Language | null
  /** Sets a property; null removes it. */
  readonly change: (key: keyof typeof settingKeys, value: string | boolean | null) => void
}

/** Follows the shared settings, applies them to the editor where the person wants nothing else, and says when somebody else changed the language. */
export function useSettings(
  session: Session,
  facts: SessionFacts,
  editor: TextEditor | null,
  title: string,
  preferences: Preferences,
): SharedSettings {
  const properties = useFact(facts, (view) => view.properties)
  const settings = useMemo(() => documentSettings(properties), [properties])
  const [languages, setLanguages] = useState<LanguageList | null>(null)
  const mine = useRef(false)
  const { kind, width } = settings.indentation

  useLanguageList(useFact(facts, (view) => view.opened) && editor !== null, title, setLanguages)
  const shown = useMemo(
    () => (languages ? languageOf(languages, settings.language, title) : null),
    [languages, settings.language, title],
  )
  const detected = useMemo(() => languages?.forTitle(title) ?? null, [languages, title])

  const { tabSize } = preferences
  useEffect(() => {
    editor?.showIndentation({ kind, width }, tabSize)
  }, [editor, kind, width, tabSize])
  const wrap = preferences.wrap === 'document' ? settings.wrap : preferences.wrap === 'on'
  useEffect(() => {
    editor?.showWrapping(wrap)
  }, [editor, wrap])
  useEffect(() => {
    if (editor) return applyLanguage(editor, shown)
  }, [editor, shown])
  useLanguageNews(session, facts, mine)

  const change = useCallback(
    (key: keyof typeof settingKeys, value: string | boolean | null) => {
      if (!session.writable) return
      mine.current = true
      try {
        if (value === null) session.removeProperty(settingKeys[key])
        else session.setProperty(settingKeys[key], value)
      } finally {
        mine.current = false
      }
    },
    [session],
  )
  return { ...settings, shown, detected, change }
}

/** A title with an ending may tell a language, whose colours are to come with the text. Otherwise the list waits for it. */
function useLanguageList(opened: boolean, title: string, onList: (list: LanguageList) => void): void {
  const when = title.includes('.') ? 'now' : opened ? 'when idle' : null
  useEffect(() => {
    if (when === null) return
    const load = () =>
      void loadLanguages().then(onList, (error: unknown) => console.warn('the text stays without colours', error))
    if (when === 'when idle') return whenIdle(load)
    load()
  }, [when, onList])
}

/** Loads a language and shows it, unless another one was asked for meanwhile. */
function applyLanguage(editor: TextEditor, language: Language | null): () => void {
  let wanted = true
  if (!language) editor.showLanguage(null)
  else
    language.load().then(
      (support) => {
        if (wanted) editor.showLanguage({ name: language.name, support })
      },
      () => {
        if (wanted) toast({ message: messages.languageFailed(language.name), tone: 'danger' })
      },
    )
  return () => {
    wanted = false
  }
}

/** A toast when the language was changed by somebody else; with a name when there is only one who can have done it. */
function useLanguageNews(session: Session, facts: SessionFacts, mine: { readonly current: boolean }): void {
  useEffect(() => {
    let before = facts.view.opened ? documentSettings(facts.view.properties).language : undefined
    return session.on('properties', (keys) => {
      const { language } = documentSettings(new Map(session.doc?.properties.entries() ?? []))
      const news = before !== undefined && language !== before && keys.includes(settingKeys.language)
      before = language
      if (!news || mine.current || session.state.phase !== 'live') return
      const self = session.self?.user.id
      const writers = session.peers.filter(({ role }) => role === 'owner' || role === 'editor').map(({ user }) => user)
      const others = new Map(writers.filter(({ id }) => id !== self).map(({ id, name }) => [id, name]))
      const onlyOther = others.size === 1 && writers.length === others.size ? [...others.values()][0] : undefined
      void loadLanguages().then(
        (languages) => {
          const name = languageOf(languages, language, session.title ?? '')?.name ?? messages.plainText
          toast({ message: messages.languageSet(name, onlyOther ?? null) })
        },
        (error: unknown) => console.warn('nobody is told of another language', error),
      )
    })
  }, [session, facts, mine])
}
