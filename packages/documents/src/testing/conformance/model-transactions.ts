import { ModelDatabase } from '../model/model-database.ts'
import { expiryOf, keptReplicas, type Transactions } from './sql-transactions.ts'

/** A model whose clock and ids are in somebody's hand. */
export type ModelInHand = {
  readonly model: ModelDatabase
  readonly transactions: Transactions
  /** The ids that are given out next: those that the database gave. */
  readonly ids: string[]
}

/** The named transactions on the model, which begins empty. */
export function modelTransactions({ maxCharacters }: { maxCharacters?: number } = {}): ModelInHand {
  const ids: string[] = []
  let time = Date.now()
  const model = new ModelDatabase(
    {
      now: () => time++,
      newId: () => ids.shift() ?? 'an id that the database did not give',
    },
    maxCharacters === undefined ? { keptReplicas } : { keptReplicas, maxCharacters },
  )
  const { access, accounts, documents, guests, invitations, links, log, people, replicas } = model
  const { requests, signIns, snapshots, tokens } = model
  const transactions: Transactions = {
    signUp: async (input) => accounts.signUp(input),
    signIn: async (input) => accounts.signIn(input),
    changePassword: async (userId, input) => accounts.changePassword(userId, input),
    disableAccount: async (userId) => accounts.disable(userId),
    enableAccount: async (userId) => accounts.enable(userId),
    accountOf: async (holder) => signIns.accountOf(holder),
    listSignIns: async (userId) => signIns.list(userId),
    endSignIn: async (holder) => signIns.end(holder),
    endAllSignIns: async (userId) => signIns.endAll(userId),
    createDocument: async (actor, input) => documents.create(actor, input),
    getDocument: async (actor, documentId) => documents.get(actor, documentId),
    renameDocument: async (actor, documentId, title) => documents.rename(actor, documentId, title),
    trashDocument: async (actor, documentId) => documents.trash(actor, documentId),
    restoreDocument: async (actor, documentId) => documents.restore(actor, documentId),
    addPerson: async (actor, documentId, input) => people.add(actor, documentId, input),
    changeRole: async (actor, documentId, userId, role) => people.changeRole(actor, documentId, userId, role),
    removePerson: async (actor, documentId, userId) => people.remove(actor, documentId, userId),
    handOver: async (actor, documentId, userId) => people.handOver(actor, documentId, userId),
    blockPerson: async (actor, documentId, userId) => people.block(actor, documentId, userId),
    unblockPerson: async (actor, documentId, userId) => people.unblock(actor, documentId, userId),
    openAccess: async (holder, documentId) => access.open(holder, documentId),
    findAccessChanges: async (known) => access.changes(known),
    createLink: async (actor, documentId, { livesMs, ...input }) =>
      links.create(actor, documentId, { ...input, expiresAt: expiryOf(livesMs, time) }),
    changeLink: async (actor, documentId, linkId, { livesMs, ...input }) =>
      links.change(actor, documentId, linkId, { ...input, expiresAt: expiryOf(livesMs, time) }),
    renewLink: async (actor, documentId, linkId) => links.renew(actor, documentId, linkId),
    removeLink: async (actor, documentId, linkId) => links.remove(actor, documentId, linkId),
    setGeneralAccess: async (actor, documentId, role) => links.setGeneral(actor, documentId, role),
    linkOffer: async (secret, address) => links.offer(secret, address),
    openLink: async (secret, actor, key) => links.open(secret, actor, key),
    setLinkApproval: async (actor, documentId, linkId, approval) =>
      links.setApproval(actor, documentId, linkId, approval),
    setEditorsShare: async (actor, documentId, editorsShare) => people.setEditorsShare(actor, documentId, editorsShare),
    requestAccess: async (actor, documentId, { role }) => requests.ask(actor, documentId, { role }),
    answerAccessRequest: async (actor, documentId, userId, role) => requests.answer(actor, documentId, userId, role),
    invitePerson: async (actor, documentId, { email, role, verifiedOnly }) => {
      const [one] = invitations.invite(actor, documentId, { emails: [email], role }, { verifiedOnly })
      const { outcome, invitationId: id } = one ?? {}
      return outcome === 'invited' ? { outcome, id } : { outcome }
    },
    withdrawInvitation: async (actor, documentId, id) => invitations.withdraw(actor, documentId, id),
    acceptInvitations: async (userId) => invitations.accept(userId),
    showAddress: async (userId) => accounts.showAddress(userId),
    admitGuest: async (secret, input) => guests.admit(secret, input),
    becomeMember: async (userId, input) => guests.becomeMember(userId, input),
    createToken: async (holder, input) => tokens.create(holder, input),
    revokeToken: async (userId, tokenId) => tokens.revoke(userId, tokenId),
    issueReplica: async (grant) => replicas.issue(grant),
    replicaOwner: async (documentId, replica) => replicas.owner(documentId, replica),
    idleReplica: async (session) => replicas.idle(session),
    appendChanges: async (documentId, entries) => log.append(documentId, entries),
    appendWhole: async (documentId, entries) => log.appendWhole(documentId, entries),
    appendTogether: async (batches) => log.appendTogether(batches),
    readLog: async (documentId, page) => log.read(documentId, page),
    head: async (documentId) => log.head(documentId),
    headsBeyond: async (known) => log.headsBeyond(known),
    saveSnapshot: async (documentId, snapshot) => snapshots.save(documentId, snapshot),
    latestSnapshot: async (documentId, damaged) => snapshots.latest(documentId, damaged),
    dropSnapshot: async (documentId, seq) => snapshots.drop(documentId, seq),
    purgeDocument: async (documentId) => documents.purge(documentId),
    appendTogetherWhileHeld: async (held, batches) => log.appendTogether(batches, new Set(held)),
    damageSnapshot: async (documentId, seq) => snapshots.damage(documentId, seq),
    timePasses: async (ms) => {
      time += ms
    },
  }
  return { model, transactions, ids }
}
