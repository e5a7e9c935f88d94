import { type Signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Camera } from '../device/camera.ts'
import { borrowCamera, giveBackCamera } from '../device/camera-loan.ts'
import type { CameraFault } from '../device/camera-stream.ts'
import { type Decoder, startDecoder } from '../device/decoder.ts'
import { startScanLoop } from '../device/scan-loop.ts'

export type CameraState = 'opening' | 'running' | CameraFault | 'decoder-failed'

export type Scanner = {
  readonly video: (element: HTMLVideoElement | null) => void
  readonly state: Signal<CameraState>
  readonly camera: Signal<Camera | undefined>
  readonly open: () => void
  readonly readStill: (photo: Blob) => Promise<string[]>
}

/** Decoder and camera for as long as the screen is open. */
export function useScanner(onRead: (text: string) => void): Scanner {
  const state = useSignal<CameraState>('opening')
  const camera = useSignal<Camera | undefined>(undefined)
  const element = useRef<HTMLVideoElement | null>(null)
  const decoder = useRef<Decoder | undefined>(undefined)
  const latest = useRef(onRead)
  latest.current = onRead
  const stopLoop = useRef(() => {})

  async function open(): Promise<void> {
    state.value = 'opening'
    const opened = await borrowCamera((fault) => {
      state.value = fault
    })
    // The walker has left meanwhile.
    if (!decoder.current || !element.current) return giveBackCamera()
    if (!opened.ok) {
      state.value = opened.error
      return
    }
    opened.camera.showIn(element.current)
    camera.value = opened.camera
    stopLoop.current()
    stopLoop.current = startScanLoop({
      video: element.current,
      decoder: decoder.current,
      onRead: (text) => latest.current(text),
      onFailed: () => {
        state.value = 'decoder-failed'
      },
    })
    state.value = 'running'
  }

  useEffect(() => {
    // Before the camera: the decoder loads while the walker answers the permission prompt.
    decoder.current = startDecoder()
    void open()
    return () => {
      stopLoop.current()
      decoder.current?.close()
      decoder.current = undefined
      giveBackCamera()
    }
  }, [])

  return {
    video: (mounted) => {
      element.current = mounted
    },
    state,
    camera,
    open: () => void open(),
    async readStill(photo) {
      const look = await decoder.current?.decodeStill(photo)
      return look?.outcome === 'read' ? look.readings.map(({ text }) => text) : []
    },
  }
}
