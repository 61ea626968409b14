import type { Client, Screen } from '../clients/client.ts'
import type { IdleLoad, Job } from './job.ts'
import type { Found, Surroundings } from './surroundings.ts'

/**
 * Documents that are opened before anything is measured: what a server makes once is there then, its code compiled as far
 * as it is for so many, too. That would be some 3 KB for each of the documents that come.
 */
const warmUps = 100

/** Opens sessions that do nothing, and looks how much the server's heap has grown for each, and what it does then. */
export async function idle(
  client: Client,
  job: Pick<Job, 'url' | 'documents'>,
  load: IdleLoad,
  { usage }: Surroundings,
): Promise<Found> {
  const screens: Screen[] = []
  let failure: string | null = null
  const join = async (document: number, session: number) => {
    const stage = job.documents[document]
    if (!stage) throw new Error(`there is no document ${document}`)
    const place = { url: job.url, document: stage.document, member: stage.members[session] ?? null }
    const failed = (reason: string) => {
      failure ??= reason
    }
    screens.push(await client.openScreen(place, () => {}, failed))
  }
  const heap = async () => {
    await new Promise((resolve) => setTimeout(resolve, load.settleMs))
    if (failure !== null) throw new Error(failure)
    return (await usage(true)).heapBytes
  }
  try {
    const warm = Math.min(warmUps, Math.floor(load.documents / 2))
    for (let document = 0; document < warm; document++) await join(document, 0)
    const atFirst = await heap()
    for (let document = warm; document < load.documents; document++) await join(document, 0)
    const withDocuments = await heap()
    await join(load.documents, 0)
    const withOneMore = await heap()
    for (let session = 1; session < load.sessions; session++) await join(load.documents, session)
    const withSessions = await heap()
    const before = await usage(false)
    await new Promise((resolve) => setTimeout(resolve, load.idleMs))
    const after = await usage(false)
    return {
      values: {
        usPerIdleSecond: (after.serverUs - before.serverUs) / (load.idleMs / 1000),
        bytesPerDocument: (withDocuments - atFirst) / (load.documents - warm),
        bytesPerSession: (withSessions - withOneMore) / (load.sessions - 1),
      },
      remarks: [],
    }
  } finally {
    failure = 'over'
    for (const screen of screens) screen.close()
  }
}
