import { HighlightStyle, syntaxHighlighting, type TagStyle } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type Tag, tags } from '@lezer/highlight'
import { clearOn, type LinearColor, over, parseColor } from '#lib/colour.ts'
import type { Preferences } from '#lib/preferences.ts'

/** A theme for code as people know it from elsewhere. */
export type PackagedTheme = {
  readonly dark: boolean
  readonly background: string
  readonly foreground: string
  readonly caret: string
  /** These two may be seen through, and lie on each other. */
  readonly selection: string
  readonly activeLine: string
  readonly lineNumbers: string
  readonly styles: readonly TagStyle[]
}

/** The themes that come in packages. */
export type PackagedThemeName = Extract<
  Preferences['theme'],
  'one-dark' | 'dracula' | 'solarized-light' | 'solarized-dark'
>

/** What has to be read has at least this contrast, and what has to be seen the other. */
const least = { text: 4.5, mark: 3 } as const

/**
 * Fetches a theme. It keeps the hues it is known for; whatever of it is too faint to be read on any of its own grounds gets the
 * lightness that it lacks.
 */
export async function loadPackagedTheme(name: PackagedThemeName): Promise<PackagedTheme> {
  return readable(await fetchTheme(name))
}

/** An editor in a theme's colours. What floats above the text keeps those of the page. */
export function showPackagedTheme(theme: PackagedTheme): Extension {
  const { background, foreground, lineNumbers } = theme
  return [
    EditorView.theme(
      {
        '&': { color: foreground, backgroundColor: background, ...bracketColours(theme) },
        '.cm-content': { caretColor: theme.caret },
        '.cm-cursor, .cm-dropCursor': { borderLeftColor: theme.caret },
        '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
          backgroundColor: theme.selection,
        },
        '.cm-activeLine': { backgroundColor: theme.activeLine },
        '.cm-gutters': { color: lineNumbers, backgroundColor: background },
        '.cm-activeLineGutter': { color: foreground },
        '.cm-ghostText': { color: lineNumbers },
      },
      { dark: theme.dark },
    ),
    syntaxHighlighting(HighlightStyle.define(theme.styles)),
  ]
}

async function fetchTheme(name: PackagedThemeName): Promise<PackagedTheme> {
  switch (name) {
    case 'one-dark': {
      const { color, oneDarkHighlightStyle } = await import('@codemirror/theme-one-dark')
      return {
        dark: true,
        background: color.background,
        foreground: color.ivory,
        caret: color.cursor,
        selection: color.selection,
        activeLine: '#6699ff0b',
        lineNumbers: color.stone,
        styles: oneDarkHighlightStyle.specs,
      }
    }
    case 'dracula': {
      const { defaultSettingsDracula, draculaDarkStyle } = await import('@uiw/codemirror-theme-dracula')
      return themeOf(true, defaultSettingsDracula, draculaDarkStyle)
    }
    case 'solarized-light': {
      const { defaultSettingsSolarizedLight, solarizedLightStyle } = await import(
        '@uiw/codemirror-theme-solarized/light'
      )
      return themeOf(false, defaultSettingsSolarizedLight, solarizedLightStyle)
    }
    case 'solarized-dark': {
      const { defaultSettingsSolarizedDark, solarizedDarkStyle } = await import('@uiw/codemirror-theme-solarized/dark')
      return themeOf(true, defaultSettingsSolarizedDark, solarizedDarkStyle)
    }
  }
}

/** The settings of a theme from the collection that most come from. All of ours have all of these. */
type Settings = {
  readonly background?: string
  readonly foreground?: string
  readonly caret?: string
  readonly selection?: string
  readonly lineHighlight?: string
  readonly gutterForeground?: string
}

function themeOf(
  dark: boolean,
  { background = '', foreground = '', caret = '', selection = '', lineHighlight = '', gutterForeground = '' }: Settings,
  styles: readonly TagStyle[],
): PackagedTheme {
  return {
    dark,
    background,
    foreground,
    caret,
    selection,
    activeLine: lineHighlight,
    lineNumbers: gutterForeground,
    styles,
  }
}

function readable(theme: PackagedTheme): PackagedTheme {
  const grounds = groundsOf(theme, othersWashes(theme.dark))
  const text = (color: string) => clearOn(color, grounds, least.text)
  return {
    ...theme,
    foreground: text(theme.foreground),
    caret: clearOn(theme.caret, grounds, least.mark),
    lineNumbers: text(theme.lineNumbers),
    styles: theme.styles.map((style) =>
      typeof style.color === 'string' ? { ...style, color: text(style.color) } : style,
    ),
  }
}

/** Everything that a letter may stand on: the ground itself, my selection, that of somebody else; and the line of the caret on each. */
export function groundsOf(
  { background, activeLine, selection }: PackagedTheme,
  others: readonly string[],
): readonly LinearColor[] {
  const ground = parseColor(background)
  const selected = [selection, ...others].map((wash) => over(parseColor(wash), ground))
  return [ground, ...selected].flatMap((one) => [one, over(parseColor(activeLine), one)])
}

/** Brackets of each depth are coloured like parts of code: here like the theme's. */
function bracketColours({ styles, foreground }: PackagedTheme): Readonly<Record<string, string>> {
  const bracketTags = {
    function: tags.function(tags.variableName),
    number: tags.number,
    keyword: tags.keyword,
    string: tags.string,
    regexp: tags.regexp,
    type: tags.typeName,
  }
  const colourOf = (tag: Tag) => {
    // From the most particular to the most general, as highlighting looks for a style.
    const style = tag.set
      .map((one) => styles.find((candidate) => [candidate.tag].flat().includes(one)))
      .find((found) => typeof found?.color === 'string')
    return typeof style?.color === 'string' ? style.color : foreground
  }
  return Object.fromEntries(Object.entries(bracketTags).map(([name, tag]) => [`--syntax-${name}`, colourOf(tag)]))
}

/** What others select is washed over in their colours, thinly. As `tokens.css` has it, to which a test holds this. */
function othersWashes(dark: boolean): readonly string[] {
  return Array.from({ length: 24 }, (_, hue) => `oklch(${dark ? 0.76 : 0.5} 0.13 ${10 + 15 * hue} / 0.14)`)
}
