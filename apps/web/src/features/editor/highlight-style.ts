import { HighlightStyle } from '@codemirror/language'
import { tags } from '@lezer/highlight'

const colour = (name: string) => ({ color: `var(--syntax-${name})` })

/** Code in the colours of the theme. They are variables, so light and dark need no other style. */
export const highlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword, tags.modifier, tags.self], ...colour('keyword') },
  { tag: [tags.controlKeyword, tags.moduleKeyword], ...colour('control') },
  {
    tag: [tags.string, tags.special(tags.string), tags.character, tags.attributeValue, tags.docString],
    ...colour('string'),
  },
  { tag: [tags.number, tags.integer, tags.float, tags.unit, tags.color], ...colour('number') },
  {
    tag: [tags.bool, tags.null, tags.atom, tags.constant(tags.variableName), tags.standard(tags.variableName)],
    ...colour('constant'),
  },
  { tag: [tags.regexp, tags.escape], ...colour('regexp') },
  {
    tag: [tags.comment, tags.lineComment, tags.blockComment, tags.docComment],
    ...colour('comment'),
    fontStyle: 'italic',
  },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.macroName], ...colour('function') },
  { tag: [tags.typeName, tags.className, tags.namespace], ...colour('type') },
  { tag: [tags.variableName, tags.name], ...colour('variable') },
  { tag: [tags.propertyName, tags.labelName], ...colour('property') },
  { tag: [tags.operator, tags.derefOperator], ...colour('operator') },
  { tag: [tags.punctuation, tags.bracket, tags.separator], ...colour('punctuation') },
  { tag: tags.tagName, ...colour('tag') },
  { tag: tags.attributeName, ...colour('attribute') },
  { tag: tags.heading, ...colour('heading'), fontWeight: '600' },
  { tag: [tags.link, tags.url], ...colour('link'), textDecoration: 'underline' },
  { tag: [tags.meta, tags.annotation, tags.processingInstruction], ...colour('meta') },
  { tag: tags.invalid, ...colour('invalid') },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.inserted, ...colour('string') },
  { tag: tags.deleted, ...colour('tag') },
])
