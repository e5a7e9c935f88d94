import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { CellsQuery, ListedCells } from '../../checkpoints/wire/report.ts'
import * as server from '../server.ts'
import { type Failure, type Polled, polled } from './polled.ts'

export type KeptCells = Pick<Polled<ListedCells>, 'at' | 'failure' | 'busy' | 'refresh'> & {
  /** All that has come so far, as one list; undefined before the first answer. */
  readonly value: ReadonlySignal<ListedCells | undefined>
  /** Brings what follows. */
  readonly more: () => Promise<void>
  readonly moreFailure: ReadonlySignal<Failure | undefined>
}

/** The cells behind a number. The last list opened is kept, so that whoever comes back from a visit finds it as it was. */
export function cellsOf(estate: Uuid, query: CellsQuery): KeptCells {
  const key = JSON.stringify([estate, query])
  if (lastOpened?.key !== key) lastOpened = { key, cells: listed(estate, query) }
  return lastOpened.cells
}
let lastOpened: { readonly key: string; readonly cells: KeptCells } | undefined

function listed(estate: Uuid, query: CellsQuery): KeptCells {
  const first = polled(() => server.getReportCells(estate, query))
  const following = signal<readonly ListedCells[]>([])
  const moreFailure = signal<Failure>()
  const isGoingOn = signal(false)
  const value = computed(() => {
    const start = first.value.value
    return start && joined(start, following.value)
  })

  async function more(): Promise<void> {
    const after = value.peek()?.cells.length
    if (after === undefined || isGoingOn.peek()) return
    isGoingOn.value = true
    const reply = await server.getReportCells(estate, { ...query, after })
    batch(() => {
      isGoingOn.value = false
      moreFailure.value = reply.ok ? undefined : reply
      if (reply.ok) following.value = [...following.peek(), reply.value]
    })
  }

  return { ...first, value, busy: computed(() => first.busy.value || isGoingOn.value), more, moreFailure }
}

/** One list of several answers; plans are named only by the answers that speak of them. */
export function joined(first: ListedCells, following: readonly ListedCells[]): ListedCells {
  const all = [first, ...following]
  const plans = new Map(all.flatMap(({ directory }) => directory.plans.map((plan) => [plan.id, plan])))
  return {
    total: all.at(-1)?.total ?? first.total,
    cells: all.flatMap(({ cells }) => cells),
    directory: { ...first.directory, plans: [...plans.values()] },
  }
}
