/**
 * What people say of labels — this one hangs now, that one is damaged — on its way to the server. Like the outbox of visits and
 * simpler: nothing is signed, no word depends on another, and the server takes each as often as it is sent.
 */

import { computed, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { newId } from '../device/id.ts'
import { dropWords, keepWord, keptWords, type LabelWord, markWord } from '../local/label-words.ts'
import { dropUnusedPhotos, type KeptPhoto } from '../local/photos.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { isFinal, sendPhotos } from './sending.ts'
import { mayBeSentFor, sendingLoop } from './sending-loop.ts'
import { me } from './session.ts'

/** Everybody's on this phone. */
export const labelWords = signal<readonly LabelWord[]>([])

export const myLabelWords = computed(() => labelWords.value.filter(({ person }) => person === me.value?.person.id))

type Said = {
  readonly [Kind in LabelWord['kind']]: Pick<LabelWord, 'estate' | 'checkpoint' | 'names'> &
    Pick<Extract<LabelWord, { kind: Kind }>, 'kind' | 'body'>
}[LabelWord['kind']]

/** On the disk when it resolves; sent whenever there is a chance. */
export async function say(person: Uuid, said: Said, photos: readonly KeptPhoto[] = []): Promise<void> {
  const id = newId()
  await keepWord({ ...said, id, person, photos: photos.map(({ sha256 }) => sha256), state: 'saved' }, photos)
  labelWords.value = await keptWords()
  void sendWords()
}

const loop = sendingLoop('label-words', sendAll)
/** Call once. */
export const startLabelWords = loop.start
export const sendWords = loop.send

/** @returns how many are still to be sent */
async function sendAll(): Promise<number> {
  labelWords.value = await keptWords()
  const people = await mayBeSentFor()
  const waiting = labelWords.value.filter(({ state, person }) => state === 'saved' && people.has(person))
  let left = waiting.length
  for (const word of waiting) {
    const reply = await send(word)
    if (!reply.ok && (reply.offline || reply.problem.code === 'signed-out')) break
    // Nobody looks for these: whoever read the label was told on the spot.
    if (word.kind === 'old' && (reply.ok || isFinal(reply.problem))) await dropWords([word.id])
    else if (reply.ok) await markWord(word.id, { state: 'on-server' })
    else if (isFinal(reply.problem)) await markWord(word.id, { state: 'refused', problem: reply.problem })
    else continue
    left--
    labelWords.value = await keptWords()
  }
  if (left < waiting.length) await dropUnusedPhotos()
  return left
}

/** Photos before the word that names them. */
async function send(word: LabelWord): Promise<Reply<unknown>> {
  const fault = await sendPhotos(word.person, word.photos)
  if (fault) return fault
  switch (word.kind) {
    case 'installed':
      return server.putInstallation(word.person, word.id, word.body)
    case 'damaged':
      return server.putDamagedTag(word.person, word.id, word.body)
    case 'old':
      return server.postOldLabel(word.person, word.body)
  }
}

/** The server says the same as these by now, or its refusal has been read. */
export async function forgetWords(ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return
  await dropWords(ids)
  labelWords.value = await keptWords()
}
