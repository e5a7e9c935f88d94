import { useEffect } from 'preact/hooks'
import { WINDOW_MS } from '../../checkpoints/display-code.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { LOCALES } from '../../checkpoints/locale.ts'
import type { DisplayState } from '../../checkpoints/wire/display.ts'
import { QrPicture } from '../components/qr-picture.tsx'
import { keepScreenOn } from '../device/wake-lock.ts'
import { clockErrorMs, code, now, STEP_MS, shown, stepsGone } from '../models/display.ts'
import { FACE_WORDS } from '../words/displays.ts'
import type { DisplayWords } from '../words/displays.zh-Hant.ts'
import { LANGUAGE_NAMES } from '../words/language.ts'
import { span, timeOfDay } from '../words/writing.ts'
import './display-face.css'

type Props = { readonly words: DisplayWords['tablet'] }

const STEPS = WINDOW_MS / STEP_MS

/** What whoever passes sees: the code as large as fits, where he is, what to do; each language of the estate by turns. */
export function DisplayFace({ words }: Props) {
  useEffect(keepScreenOn, [])
  const { value: state } = shown
  const { value: current } = code
  if (!state || !current) return null
  const languages = languagesOf(state)
  const language = languages[current.window % languages.length]!
  const spot = nameIn(state.checkpoint.names, language)
  const left = STEPS - stepsGone(now.value)
  return (
    <main class="display-face" id="main" tabIndex={-1} data-shift={current.window % 4}>
      <div class="display-face-code">
        <QrPicture text={current.url} label={words.symbol(spot)} shift={current.window % 9} />
      </div>
      <div class="display-face-text" lang={LOCALES[language]}>
        <p class="display-face-place">
          {[state.estate.names, ...state.places].map((names) => nameIn(names, language)).join(' · ')}
        </p>
        <h1>{spot}</h1>
        <p class="display-face-scan">{FACE_WORDS[language].scan}</p>
        <p class="soft">{FACE_WORDS[language].fresh}</p>
        <div class="display-face-foot">
          <span class="display-face-clock">{timeOfDay(now.value, state.estate.zone)}</span>
          <span class="display-face-left" aria-hidden>
            {Array.from({ length: STEPS }, (_, step) => (
              <span key={step} data-left={step < left ? '' : undefined} />
            ))}
          </span>
        </div>
        {clockErrorMs.value !== 0 && <p class="soft small">{words.clockOff(span(clockErrorMs.value))}</p>}
      </div>
    </main>
  )
}

/** Those in which the estate has a name. */
function languagesOf({ estate }: DisplayState): Language[] {
  return (Object.keys(LANGUAGE_NAMES) as Language[]).filter((language) => estate.names[language] !== undefined)
}
