/** Every limit of the talk between nodes, with its reason. What a message may hold is in the protocol's limits. */

/** How often the log's ends are read: what no hint told is shown within this, and the time of one statement. */
export const headPollMs = 500

/** How long a session of another node is shown without a word from there: a node that died says no farewell. */
export const remotePeerLifeMs = 30_000
/** How often a node says again who is there: two of three such messages may be lost. */
export const announceMs = remotePeerLifeMs / 3
/** At most one answer to the question who is there in this time, however often it is asked. */
export const answerPauseMs = 1_000
/** Nodes whose sessions are shown in one document: more of them than this are a mistake, or forged. */
export const maxNodesPerDocument = 64

/** Bytes of the seal of a message: half of SHA-256, which nobody finds by trying. */
export const sealBytes = 16

/** From an attempt to connect to Redis to its end. */
export const redisConnectMs = 2_000
/** Pauses between attempts: Redis is on the same network, and asking it costs nothing. */
export const minRedisPauseMs = 50
export const maxRedisPauseMs = 1_000
/** A connection on which nothing is said is asked for a sign of life; one that stays silent is given up. */
export const redisPingMs = 1_000
export const redisSilenceMs = 3_000
/** Messages on their way to Redis: a stopped one must not fill our memory. */
export const maxUnsentMessages = 1_000
/** How long the last messages may take when the server leaves. */
export const redisCloseMs = 500
