/**
 * What people say of labels — this one hangs now, that one is damaged — on its way to the server. Like the outbox of visits and
 * simpler: nothing is signed, no word depends on another, and the server takes each as often as it is sent.
 */
import { computed, signal } from '@preact/signals'
import { type Uuid, uuidV7 } from '../../checkpoints/ids.ts'
import type { Problem } from '../../checkpoints/wire/problem.ts'
import { wallNow } from '../device/clock.ts'
import { alone } from '../device/lock.ts'
import { dropWords, keepWord, keptWords, type LabelWord, markWord } from '../local/label-words.ts'
import { keptPeople } from '../local/people.ts'
import { dropUnusedPhotos, type KeptPhoto, keptPhoto } from '../local/photos.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { me, session } from './session.ts'

/** Everybody's on this phone. */
export const labelWords = signal<readonly LabelWord[]>([])

export const myLabelWords = computed(() => labelWords.value.filter(({ person }) => person === me.value?.person.id))

type Said = {
  readonly [Kind in LabelWord['kind']]: Pick<LabelWord, 'estate' | 'checkpoint' | 'names'> &
    Pick<Extract<LabelWord, { kind: Kind }>, 'kind' | 'body'>
}[LabelWord['kind']]

/** On the disk when it resolves; sent whenever there is a chance. */
export async function say(person: Uuid, said: Said, photos: readonly KeptPhoto[] = []): Promise<void> {
  const id = uuidV7(wallNow(), crypto.getRandomValues(new Uint8Array(10)))
  await keepWord({ ...said, id, person, photos: photos.map(({ sha256 }) => sha256), state: 'saved' }, photos)
  labelWords.value = await keptWords()
  void sendWords()
}

/** Call once. Every sign of life is a chance to send. */
export function startLabelWords(): void {
  const wake = () => {
    failures = 0
    void sendWords()
  }
  for (const event of ['online', 'focus', 'pageshow']) addEventListener(event, wake)
  document.addEventListener('visibilitychange', wake)
  // Also when the same person has signed in anew.
  session.subscribe(wake)
}

/** Sends what there is to send. Called while it is at it, it looks once more before it resolves. */
export function sendWords(): Promise<void> {
  again = true
  sending ??= alone('label-words', sendUntilQuiet).finally(() => {
    sending = undefined
    if (again) void sendWords()
  })
  return sending
}
let sending: Promise<void> | undefined
let again = false
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 300_000

async function sendUntilQuiet(): Promise<void> {
  clearTimeout(timer)
  let left = 0
  try {
    while (again) {
      again = false
      left = await sendAll()
    }
  } catch (error) {
    console.warn('what was said of labels could not be sent', error)
    left = 1
  }
  if (left === 0) return
  const most = Math.min(FIRST_WAIT_MS * 2 ** failures++, LONGEST_WAIT_MS)
  // Never the same for two phones: all of them lose the signal in one minute.
  timer = setTimeout(() => void sendWords(), most / 2 + (Math.random() * most) / 2)
}

/** @returns how many are still to be sent */
async function sendAll(): Promise<number> {
  labelWords.value = await keptWords()
  const lapsed =
    session.value.state === 'signed-in' && session.value.lapsedAt !== null ? me.value?.person.id : undefined
  const signedIn = new Set((await keptPeople()).flatMap(({ person, lapsedAt }) => (lapsedAt === null ? [person] : [])))
  const waiting = labelWords.value.filter(({ state, person }) => {
    return state === 'saved' && signedIn.has(person) && person !== lapsed
  })
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
  for (const sha256 of word.photos) {
    const photo = await keptPhoto(sha256)
    const sent = photo && (await server.putPhoto(word.person, sha256, photo.bytes))
    if (sent && !sent.ok) return sent
  }
  switch (word.kind) {
    case 'installed':
      return server.putInstallation(word.person, word.id, word.body)
    case 'damaged':
      return server.putDamagedTag(word.person, word.id, word.body)
    case 'old':
      return server.postOldLabel(word.person, word.body)
  }
}

/** Everything that would be answered the same way again; the rest is the server's own trouble. */
function isFinal({ status, code }: Problem): boolean {
  return status < 500 && status !== 429 && code !== 'signed-out'
}

/** The server says the same as these by now, or its refusal has been read. */
export async function forgetWords(ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return
  await dropWords(ids)
  labelWords.value = await keptWords()
}
