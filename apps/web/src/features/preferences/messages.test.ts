import { expect, test } from 'vitest'
import { preferenceChoices } from '#lib/preferences.ts'
import { messages } from './messages.ts'

test('what a screen reader is told goes from nothing to everything, each level more than the one before', () => {
  expect(preferenceChoices.announcements.map((level) => messages.announcementLevels[level])).toEqual([
    'None',
    'Who comes and goes',
    'That, and changes on my line',
    'Every change',
  ])
})
