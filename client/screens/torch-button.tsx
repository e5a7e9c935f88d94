import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import type { Camera } from '../device/camera.ts'
import { torch } from '../models/settings.ts'

type Props = { readonly camera: Camera; readonly label: string }

/** Where the phone has a torch. It stays wanted until it is switched off: the next dark room is lit without a tap. */
export function TorchButton({ camera, label }: Props) {
  const on = useSignal(false)
  const has = camera.hasTorch()
  useEffect(() => {
    if (!has || torch.peek() === 'off') return
    void camera.setTorch(true).then((lit) => {
      on.value = lit
    })
  }, [camera, has, on])
  if (!has) return null
  return (
    <Button
      icon="torch"
      pressed={on.value}
      onClick={async () => {
        if (!(await camera.setTorch(!on.value))) return
        on.value = !on.value
        torch.value = on.value ? 'on' : 'off'
      }}
    >
      {label}
    </Button>
  )
}
