import { createDocument, testDatabase } from '@tandem/db/factories'
import { expect, test } from 'vitest'
import { logRows } from '../world/facts.ts'
import { logFindings, SentChanges } from './log-findings.ts'
import { setWireStage } from './stage.ts'

test('what must not be in a log is found there', async () => {
  await using db = await testDatabase()
  const [stage] = await setWireStage(db, 1)
  if (!stage) throw new Error('one document was made')
  const nobody = { kind: 'result', delays: { quiet: [], elsewhere: [], attacked: [] }, sessions: [] } as const
  const findings = (document: typeof stage, sent = new SentChanges()) => logFindings(db, [document], sent, nobody)
  expect(await findings(stage)).toEqual([])

  const { id: byViewer } = await createDocument(db, { owner: stage.viewer, text: 'mine' })
  expect(await findings({ ...stage, id: byViewer })).toEqual([expect.stringContaining('may not write')])

  const { id } = await createDocument(db, { owner: stage.editor, text: 'mine' })
  expect(await findings({ ...stage, id })).toEqual([expect.stringContaining('not right')])
  const sent = new SentChanges()
  for (const { user, payload } of await logRows(db, id)) sent.add(user, payload)
  expect(await findings({ ...stage, id }, sent)).toEqual([])

  const { id: other } = stage
  const page = { document: other, user: stage.friend.id, digest: '', changes: 1, troubles: ['sent away'] }
  expect(await logFindings(db, [stage], sent, { ...nobody, sessions: [page] })).toEqual([
    expect.stringContaining('0 rows of somebody honest, who made 1'),
    expect.stringContaining('shows something else'),
    expect.stringContaining('sent away'),
  ])
})
