import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Sheet } from '../components/sheet.tsx'
import type { Camera } from '../device/camera.ts'
import { borrowCamera, giveBackCamera } from '../device/camera-loan.ts'
import type { CameraFault } from '../device/camera-stream.ts'
import { type Photo, takePhoto } from '../device/photo.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import './photo-sheet.css'
import { TorchButton } from './torch-button.tsx'

type Props = {
  readonly words: PhoneWords
  readonly onPhoto: (photo: Photo) => void
  readonly onClose: () => void
}

/** Takes a photo inside the page: leaving it for the phone's camera app may cost the page its life. */
export function PhotoSheet({ words, onPhoto, onClose }: Props) {
  const { camera: own } = words
  const video = useRef<HTMLVideoElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const state = useSignal<CameraFault | 'opening' | 'running'>('opening')
  const camera = useSignal<Camera | undefined>(undefined)
  const busy = useSignal(false)
  const unreadable = useSignal(false)

  useEffect(() => {
    let left = false
    void borrowCamera((fault) => {
      state.value = fault
    }).then((opened) => {
      if (left) return giveBackCamera()
      if (opened.ok && video.current) opened.camera.showIn(video.current)
      if (opened.ok) camera.value = opened.camera
      state.value = opened.ok ? 'running' : opened.error
    })
    return () => {
      left = true
      giveBackCamera()
    }
  }, [state, camera])

  async function take(source: HTMLVideoElement | Blob | null | undefined): Promise<void> {
    if (!source) return
    busy.value = true
    unreadable.value = false
    const taken = await takePhoto(source)
    busy.value = false
    if (!taken.ok) unreadable.value = true
    else {
      onPhoto(taken.photo)
      onClose()
    }
  }

  const { value: now } = state
  const fault = now === 'running' || now === 'opening' ? undefined : now
  return (
    <Sheet
      title={own.title}
      closeLabel={words.scan.close}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            wide
            icon="camera"
            busy={busy.value}
            disabled={now !== 'running'}
            onClick={() => void take(video.current)}
          >
            {own.take}
          </Button>
          <Button wide onClick={() => chooser.current?.click()}>
            {own.choose}
          </Button>
          <input
            ref={chooser}
            class="unseen"
            type="file"
            accept="image/*"
            tabIndex={-1}
            aria-label={own.choose}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </>
      }
    >
      {fault && <Notice tone="warn">{words.scan.camera[fault]}</Notice>}
      {unreadable.value && <Notice tone="warn">{own.unreadable}</Notice>}
      {now === 'running' && camera.value && <TorchButton camera={camera.value} label={words.scan.torch} />}
      {!fault && <video ref={video} class="photo-sheet-picture" muted playsInline aria-hidden />}
    </Sheet>
  )
}
