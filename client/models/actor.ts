import { computed } from '@preact/signals'
import { roles } from './estate.ts'
import { me } from './session.ts'

/** Whoever is at the page, as the rules about findings see him (checkpoints/finding-decision.ts). */
export const actor = computed(() => ({ by: 'staff', person: me.value?.person.id ?? '', roles: roles.value }) as const)
