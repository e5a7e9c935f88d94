import { useEffect, useRef } from 'preact/hooks'
import type { ChipAdded } from '../../checkpoints/wire/chip.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import type { ChipWords } from '../words/chips.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { CopyField } from './copy-field.tsx'
import { Facts } from './facts.tsx'

type Props = { readonly words: ChipWords; readonly added: ChipAdded; readonly onClose: () => void }

/** What to write to a chip that cannot be copied. Its keys are shown here and never again. */
export function ChipSetUpCard({ words, added: { added, setUp }, onClose }: Props) {
  const { setUp: own } = words
  const shown = useRef<HTMLDivElement>(null)
  // It comes up elsewhere than where one has pressed, and it does not come again.
  useEffect(() => shown.current?.scrollIntoView({ block: 'start' }), [added.id])
  return (
    <div ref={shown}>
      <Card title={own.title(added.uid)}>
        <div class="stack">
          <Notice tone="warn" title={own.once}>
            {own.onceText(added.addedBy)}
          </Notice>
          <p class="soft">{own.tool}</p>
          <CopyField words={words} label={own.url} value={setUp.url} />
          <CopyField words={words} label={own.file} value={setUp.file} />
          <Facts
            facts={[
              [own.piccOffset, offset(setUp.piccOffset)],
              [own.macOffset, offset(setUp.macOffset)],
              [own.rights, own.rightsText],
            ]}
          />
          <CopyField words={words} label={own.fileSettings} value={setUp.fileSettings} />
          <CopyField words={words} label={own.master} value={setUp.keys.master} />
          <CopyField words={words} label={own.file1} value={setUp.keys.file} />
          <CopyField words={words} label={own.meta} value={setUp.keys.meta} />
          <div class="row">
            <Button kind="primary" onClick={onClose}>
              {own.done}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  )
}

/** `137 (0x89)`: tools ask for either. */
function offset(bytes: number): string {
  return `${decimal(bytes)} (0x${bytes.toString(16).toUpperCase()})`
}
