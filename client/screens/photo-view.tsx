import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Sheet } from '../components/sheet.tsx'
import { type Photo, takePhoto } from '../device/photo.ts'
import {
  inside,
  isTooSmall,
  type MarkShape,
  markInMiddle,
  moved,
  type PhotoMark,
  type Point,
  pathOf,
  stretched,
  strokeOf,
} from '../models/photo-mark.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import './photo-view.css'

type Props = {
  readonly words: PhoneWords
  readonly name: string
  readonly url: string
  /** Takes the place of the one that is shown. */
  readonly onMarked: (photo: Photo) => void
  readonly onRetake: () => void
  readonly onClose: () => void
}

/** How far an arrow key moves a mark. */
const STEP = 0.03

/** A photo, large: to look at, to take again, to put a circle or an arrow on where it matters. */
export function PhotoView({ words: { photoView: own, camera, scan }, name, url, onMarked, onRetake, onClose }: Props) {
  const picture = useRef<HTMLImageElement>(null)
  const size = useSignal<{ readonly width: number; readonly height: number } | undefined>(undefined)
  const shape = useSignal<MarkShape>('circle')
  const marks = useSignal<readonly PhotoMark[]>([])
  /** The last mark has only been put in the middle: a finger that draws one means it instead. */
  const untouched = useSignal(false)
  const drawing = useSignal<PhotoMark | undefined>(undefined)
  const busy = useSignal(false)
  const unreadable = useSignal(false)
  const shown = drawing.value ? [...settled(), drawing.value] : marks.value

  function choose(chosen: MarkShape): void {
    shape.value = chosen
    marks.value = [...settled(), markInMiddle(chosen)]
    untouched.value = true
  }

  function settled(): readonly PhotoMark[] {
    return untouched.value ? marks.value.slice(0, -1) : marks.value
  }

  function finish(mark: PhotoMark): void {
    drawing.value = undefined
    if (isTooSmall(mark)) return
    marks.value = [...settled(), mark]
    untouched.value = false
  }

  function placeOf(event: PointerEvent): Point {
    const { left, top, width, height } = picture.current!.getBoundingClientRect()
    return inside({ x: (event.clientX - left) / width, y: (event.clientY - top) / height })
  }

  function changeLast(change: (mark: PhotoMark) => PhotoMark): void {
    marks.value = marks.value.map((mark, i) => (i === marks.value.length - 1 ? change(mark) : mark))
    untouched.value = false
  }

  /** Arrow keys move the last mark, with Shift its end. */
  function press(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (!step || marks.value.length === 0) return
    event.preventDefault()
    const change = event.shiftKey ? stretched : moved
    changeLast((mark) => change(mark, step.x * STEP, step.y * STEP))
  }

  async function save(): Promise<void> {
    busy.value = true
    const marked = await takePhoto(picture.current!, (context, width, height) =>
      draw(context, marks.value, width, height),
    )
    busy.value = false
    if (marked.ok) onMarked(marked.photo)
    else unreadable.value = true
  }

  return (
    <Sheet
      title={name}
      closeLabel={scan.close}
      onClose={onClose}
      actions={
        marks.value.length > 0 ? (
          <>
            <Button kind="primary" wide icon="tick" busy={busy.value} onClick={() => void save()}>
              {own.save}
            </Button>
            <Button
              wide
              onClick={() => {
                marks.value = marks.value.slice(0, -1)
                untouched.value = false
              }}
            >
              {own.undoMark}
            </Button>
          </>
        ) : (
          <Button wide icon="camera" onClick={onRetake}>
            {own.retake}
          </Button>
        )
      }
    >
      {unreadable.value && <Notice tone="warn">{camera.unreadable}</Notice>}
      <div class="row">
        <Button pressed={marks.value.at(-1)?.shape === 'circle'} onClick={() => choose('circle')}>
          {own.circle}
        </Button>
        <Button pressed={marks.value.at(-1)?.shape === 'arrow'} onClick={() => choose('arrow')}>
          {own.arrow}
        </Button>
      </div>
      <p class="soft small">{own.hint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the last mark */}
      <div class="photo-view" role="application" aria-label={own.picture} tabIndex={0} onKeyDown={press}>
        <img
          ref={picture}
          src={url}
          alt={name}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
            size.value = { width, height }
          }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            const from = placeOf(event)
            drawing.value = { shape: shape.value, from, to: from }
          }}
          onPointerMove={(event) => {
            if (drawing.value) drawing.value = { ...drawing.value, to: placeOf(event) }
          }}
          onPointerUp={() => {
            if (drawing.value) finish(drawing.value)
          }}
          onPointerCancel={() => {
            drawing.value = undefined
          }}
        />
        {size.value && <Marks marks={shown} {...size.value} />}
      </div>
    </Sheet>
  )
}

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** Light with a dark edge: seen on black and on white. */
const EDGE = '#000'
const LINE = '#ffe14d'

type MarksProps = { readonly marks: readonly PhotoMark[]; readonly width: number; readonly height: number }

function Marks({ marks, width, height }: MarksProps) {
  const stroke = strokeOf(width, height)
  return (
    <svg class="photo-view-marks" viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {marks.map((mark, i) => {
        const path = pathOf(mark, width, height)
        return (
          <g key={i} fill="none" stroke-linecap="round" stroke-linejoin="round">
            <path d={path} stroke={EDGE} stroke-width={stroke * 1.8} />
            <path d={path} stroke={LINE} stroke-width={stroke} />
          </g>
        )
      })}
    </svg>
  )
}

function draw(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  marks: readonly PhotoMark[],
  width: number,
  height: number,
): void {
  const stroke = strokeOf(width, height)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const mark of marks) {
    const path = new Path2D(pathOf(mark, width, height))
    context.strokeStyle = EDGE
    context.lineWidth = stroke * 1.8
    context.stroke(path)
    context.strokeStyle = LINE
    context.lineWidth = stroke
    context.stroke(path)
  }
}
