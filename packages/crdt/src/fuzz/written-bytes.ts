import { encodeAnchor } from '../codec/anchor-codec.ts'
import { encodeChange } from '../codec/change-codec.ts'
import { diffOf, versionOf } from '../diff.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { Version } from '../version.ts'
import { encodeVersion } from '../version-codec.ts'
import type { DecoderName } from './damage.ts'
import { generateCase, shortShape } from './generate-case.ts'
import { bytesOf } from './hex.ts'
import { runCase } from './run-case.ts'

/** Bytes that encoders have written, for every decoder: those of a random session, some of it hostile. */
export function writtenBytes(seed: number): Readonly<Record<DecoderName, readonly Uint8Array[]>> {
  const { log } = runCase(generateCase(seed, { ...shortShape, hostile: seed % 2 === 0 }))
  const doc = new TandemDoc()
  const early = new TandemDoc()
  doc.apply(log)
  early.apply(log.slice(0, log.length >> 1))
  const anchors = [0, doc.length >> 1, doc.length].flatMap((position) => [
    doc.anchorAt(position, 'before'),
    doc.anchorAt(position, 'after'),
  ])
  return {
    change: [...log.map(encodeChange), ...oldChanges.map(bytesOf)],
    version: [doc, early].map((written) => encodeVersion(versionOf(written))),
    anchor: anchors.map(encodeAnchor),
    diff: [diffOf(doc, Version.of([])), diffOf(early, Version.of([])), diffOf(doc, versionOf(early))],
    snapshot: [...[doc, early].map((written) => written.snapshot()), ...oldSnapshots.map(bytesOf)],
  }
}

/** Changes of format 1, which is read but not written any more: every kind of operation and of origin. */
const oldChanges = [
  '01010100004061',
  '01051411094462',
  '01051411095c020762',
  '010514110928020702c3a9',
  '010514110934ac02c801027879',
  '010514110930020004f09f9880',
  '01051411090d00',
  '0105141109050404',
  '010514110909020801020303',
  '0105141109040261620d01',
  '010514110912016b01760e016ebfe0000000000000',
  '01051411090201610601620a0163',
  '01051411090300',
]

/** Snapshots of format 1: of nothing, and of visible text, a deleted pair, two replicas and properties. */
const oldSnapshots = [
  '0100000000000000000000000000',
  '0102010204030203010501040101010604021805060100010102010000000003616362010002016b040176010701720501089b3121e21ecd0525',
]
