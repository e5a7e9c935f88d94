import type { Uuid } from '../../checkpoints/ids.ts'
import type { Portfolio } from '../../checkpoints/wire/report.ts'
import * as server from '../server.ts'
import type { Days } from './calendar.ts'
import { type Polled, polled } from './polled.ts'

const KEPT = 8

/** What a person reads of all his estates; the last ones are kept, so that Back finds them at once. */
export function portfolioOf(person: Uuid, days: Days): Polled<Portfolio> {
  const key = JSON.stringify([person, days])
  const portfolio = known.get(key) ?? polled(() => server.getPortfolio(days))
  known.set(key, portfolio)
  const [oldest] = known.keys()
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
  return portfolio
}
const known = new Map<string, Polled<Portfolio>>()
