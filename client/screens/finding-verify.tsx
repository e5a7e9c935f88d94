import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { QrPicture } from '../components/qr-picture.tsx'
import { wideEnough } from '../device/viewport.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'

type Props = { readonly words: FindingWords; readonly finding: Pick<ListedFinding, 'id'> }

/** Verifying is done at the spot, by scan and signature: a desk only leads a phone there. */
export function FindingVerify({ words: { deeds, form }, finding }: Props) {
  const href = `/findings/${finding.id}/verify`
  return (
    <div class="stack">
      <h3>{deeds.verify}</h3>
      <p>{form.verifyText}</p>
      {wideEnough.value ? (
        <>
          <p>{form.verifyScan}</p>
          <div class="finding-qr">
            <QrPicture text={`${location.origin}${href}`} label={form.verifyQr} shift={1} />
          </div>
        </>
      ) : (
        <Button kind="primary" wide icon="scan" href={href}>
          {form.verifyHere}
        </Button>
      )}
    </div>
  )
}
