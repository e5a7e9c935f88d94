import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import './signature-pad.css'

type Props = {
  readonly label: string
  /** On the button that takes the drawing over, and on the one that wipes it. */
  readonly done: string
  readonly clear: string
  /** Black on white, PNG. */
  readonly onSigned: (drawing: Blob) => void
}

/** A place to sign with a finger. Whoever cannot draw takes a photo of a signature instead: that is its owner's to offer. */
export function SignaturePad({ label, done, clear, onSigned }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useSignal(false)

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const { width, height } = element.getBoundingClientRect()
    element.width = width * 2
    element.height = height * 2
    wipe(element)
  }, [])

  function move(event: PointerEvent): void {
    const element = canvas.current
    const pen = element?.getContext('2d')
    if (!element || !pen || event.buttons === 0) return
    const box = element.getBoundingClientRect()
    // A phone that is turned makes the field wider or narrower, not the drawing.
    const x = ((event.clientX - box.left) * element.width) / box.width
    const y = ((event.clientY - box.top) * element.height) / box.height
    if (event.type === 'pointerdown') {
      element.setPointerCapture(event.pointerId)
      pen.beginPath()
      pen.moveTo(x, y)
      return
    }
    pen.lineTo(x, y)
    pen.stroke()
    drawn.value = true
  }

  return (
    <div class="signature-pad">
      <canvas ref={canvas} role="img" aria-label={label} onPointerDown={move} onPointerMove={move} />
      <div class="row">
        <Button
          kind="primary"
          disabled={!drawn.value}
          onClick={() => canvas.current?.toBlob((drawing) => drawing && onSigned(drawing), 'image/png')}
        >
          {done}
        </Button>
        <Button
          disabled={!drawn.value}
          onClick={() => {
            if (canvas.current) wipe(canvas.current)
            drawn.value = false
          }}
        >
          {clear}
        </Button>
      </div>
    </div>
  )
}

function wipe(canvas: HTMLCanvasElement): void {
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.strokeStyle = '#17211f'
  pen.lineWidth = 5
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
}
