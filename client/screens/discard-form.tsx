import { useSignal } from '@preact/signals'
import { Button } from '../components/button.tsx'
import { Sheet } from '../components/sheet.tsx'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'

type Props = { readonly words: PhoneWords; readonly onDiscard: () => Promise<void> }

/** Throws away what has been filled in, after asking. */
export function DiscardForm({ words: { checklist: own }, onDiscard }: Props) {
  const asking = useSignal(false)
  const close = () => {
    asking.value = false
  }
  return (
    <>
      <Button
        kind="quiet"
        wide
        onClick={() => {
          asking.value = true
        }}
      >
        {own.discard}
      </Button>
      {asking.value && (
        <Sheet
          title={own.discardAsk}
          closeLabel={own.keepIt}
          onClose={close}
          actions={
            <>
              <Button wide onClick={close}>
                {own.keepIt}
              </Button>
              <Button kind="danger" wide onClick={() => void onDiscard()}>
                {own.discard}
              </Button>
            </>
          }
        >
          <p>{own.discardText}</p>
        </Sheet>
      )}
    </>
  )
}
