/** What a document can begin with, by the name that a request says, in the order in which it is offered. */
export const templateNames = ['meeting', 'decision', 'readme', 'interview', 'page', 'script'] as const

/** One of `templateNames`. */
export type TemplateName = (typeof templateNames)[number]
