import { documentLogContract } from './document-log-contract.ts'
import { memoryStage } from './memory-stage.ts'

documentLogContract('in memory', async () => memoryStage())
