/** Which of his estates a person is looking at. */
import { computed, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Membership } from '../../checkpoints/wire/session.ts'
import { me } from './session.ts'

const KEPT_AS = 'estate'
const chosen = signal(localStorage.getItem(KEPT_AS))

/** The estate chosen last if he still works there, else his first; undefined if he works nowhere. */
export const membership = computed<Membership | undefined>(() => {
  const all = me.value?.memberships ?? []
  return all.find(({ estate }) => estate.id === chosen.value) ?? all[0]
})

export const estate = computed(() => membership.value?.estate)

export const roles = computed<readonly Role[]>(() => membership.value?.roles ?? [])

/** Files visits, so that the phone's home is his day. */
export const walks = computed(() => roles.value.some((role) => role === 'assistant' || role === 'supervisor'))

/** Reads the board. */
export const atDesk = computed(() => roles.value.some((role) => role !== 'assistant'))

export function chooseEstate(id: Uuid): void {
  localStorage.setItem(KEPT_AS, id)
  chosen.value = id
}
