/** The photos of a finding on a paper about it, numbered, in a section of their own. */
import type { Sha256 } from '../../checkpoints/ids.ts'
import type { PhotoBytes, Speech } from '../tables/finding-file.ts'
import { LEFT, needs, type Paper, WIDTH } from './paper.ts'
import { drawPictures, picturesOn } from './pictures.ts'
import { drawContinued, drawHeading, drawNote } from './sections.ts'

type Photos = {
  readonly title: string
  /** What is said where there are none. */
  readonly none: string
  readonly sha256s: readonly Sha256[]
  readonly bytes: PhotoBytes
}

const ROW = { left: LEFT, width: WIDTH, columns: 2, height: 148 } as const

export function drawPhotos(paper: Paper, { title, none, sha256s, bytes }: Photos, { words }: Speech): void {
  if (sha256s.length > 0) needs(paper, ROW.height + 60)
  drawHeading(paper, { title, means: '' })
  if (sha256s.length === 0) drawNote(paper, none)
  const placed = sha256s.map((sha256, i) => ({ sha256, caption: words.photo.name(String(i + 1)) }))
  const onPage = () => drawContinued(paper, title)
  drawPictures(paper, picturesOn(paper, bytes, words.photo), placed, { row: ROW, onPage })
}
