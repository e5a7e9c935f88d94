import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { hasRoomForTwins, type LabelDesign, SCAN_SENTENCE } from '../../checkpoints/label-design.ts'
import type { LabelSheet } from '../../checkpoints/label-sheet.ts'
import { LANGUAGES, type Language, nameIn } from '../../checkpoints/language.ts'
import type { LabelSettings } from '../../checkpoints/wire/labels.ts'
import { problemOf } from '../../checkpoints/wire/problem.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Checks } from '../components/checks.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { logoPng } from '../device/logo.ts'
import { logoUrl, putLogo, removeLogo } from '../server.ts'
import type { LabelWords } from '../words/labels.zh-Hant.ts'
import { LANGUAGE_NAMES } from '../words/language.ts'
import { failureText, problemText } from '../words/problems.ts'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: LabelWords
  readonly estate: string
  readonly sheet: LabelSheet
  readonly design: LabelDesign
  readonly logo: LabelSettings['logo']
  readonly onDesign: (change: Partial<LabelDesign>) => void
  /** The estate's logo has changed. */
  readonly onLogo: () => void
}

/** What is on a label. */
export function LabelDesignCard({ words, estate, sheet, design, logo, onDesign, onLogo }: Props) {
  const [main = 'zh-Hant', ...also] = design.languages
  const isRoomy = hasRoomForTwins(sheet)
  const flag = (name: 'picture' | 'sentence' | 'shortCode' | 'code' | 'cutMarks', label: string, detail?: string) => (
    <Check label={label} detail={detail} checked={design[name]} onChange={(on) => onDesign({ [name]: on })} />
  )
  return (
    <Card title={words.design}>
      <LanguageSwitch
        legend={words.mainLanguage}
        names={LANGUAGE_NAMES}
        value={main}
        onChange={(chosen) => onDesign({ languages: [chosen, ...also.filter((other) => other !== chosen)] })}
      />
      <FieldGroup label={words.alsoIn} layout="chips">
        <Checks<Language>
          look="chip"
          options={LANGUAGES.filter((one) => one !== main).map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={also}
          onChange={(others) => onDesign({ languages: [main, ...others] })}
        />
      </FieldGroup>
      <FieldGroup label={words.show}>
        {flag('picture', words.picture)}
        {flag('sentence', words.sentence(nameIn(SCAN_SENTENCE, main)))}
        {flag('shortCode', words.shortCode, words.shortCodeDetail)}
        {flag('code', words.code)}
        <Check
          label={words.logo}
          detail={logo ? undefined : words.noLogo}
          checked={design.logo && logo !== null}
          disabled={logo === null}
          onChange={(on) => onDesign({ logo: on })}
        />
        <Check
          label={words.twin}
          detail={isRoomy ? words.twinDetail : words.twinNoRoom}
          checked={design.twin && isRoomy}
          disabled={!isRoomy}
          onChange={(twin) => onDesign({ twin })}
        />
        {flag('cutMarks', words.cutMarks, words.cutMarksDetail)}
      </FieldGroup>
      <Select<'sheet' | 'M' | 'Q'>
        label={words.level}
        hint={words.levelHint}
        options={[
          { value: 'sheet', label: words.levels.sheet(sheet.level) },
          { value: 'M', label: words.levels.M },
          { value: 'Q', label: words.levels.Q },
        ]}
        value={design.level ?? 'sheet'}
        onChange={(level) => onDesign({ level: level === 'sheet' ? null : level })}
      />
      <LogoUpload
        words={words}
        estate={estate}
        logo={logo}
        onChanged={(has) => {
          onDesign({ logo: has })
          onLogo()
        }}
      />
    </Card>
  )
}

type LogoProps = Pick<Props, 'words' | 'estate' | 'logo'> & { readonly onChanged: (has: boolean) => void }

function LogoUpload({ words, estate, logo, onChanged }: LogoProps) {
  const { busy, failure, send } = useSending()
  const unreadable = useSignal(false)
  const chooser = useRef<HTMLInputElement>(null)

  async function take(file: File): Promise<void> {
    const png = await logoPng(file)
    unreadable.value = png === undefined
    const reply = png && (await send(() => putLogo(estate, png)))
    if (reply?.ok) onChanged(true)
  }

  return (
    <div class="stack">
      {logo && <img class="label-logo" src={logoUrl(estate, logo.sha256)} alt={words.logoNow} />}
      <div class="row">
        <Button busy={busy.value} onClick={() => chooser.current?.click()}>
          {logo ? words.changeLogo : words.uploadLogo}
        </Button>
        {logo && (
          <Button
            kind="quiet"
            onClick={async () => {
              if ((await send(() => removeLogo(estate)))?.ok) onChanged(false)
            }}
          >
            {words.removeLogo}
          </Button>
        )}
      </div>
      <input
        ref={chooser}
        class="unseen"
        type="file"
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        tabIndex={-1}
        aria-label={words.uploadLogo}
        onChange={async (event) => {
          const input = event.currentTarget
          const file = input.files?.[0]
          if (file) await take(file)
          // The same file, corrected, may be chosen again.
          input.value = ''
        }}
      />
      <p class="soft small">{words.logoHint}</p>
      {unreadable.value && <Notice tone="error">{problemText(problemOf('logo-unreadable'))}</Notice>}
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
    </div>
  )
}
