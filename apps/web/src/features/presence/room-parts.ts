// What a page draws of a room behind its text, in one file to fetch: it shares its words.
export { AroundText } from './around-text.tsx'
export { PeopleStack } from './people-stack.tsx'
