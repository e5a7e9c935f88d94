/** A picture for a demo defect, drawn here so that the demo needs no downloads: a stained wall, different for each seed. */
import { drawPng } from '../support/png.ts'

const WIDTH = 480
const HEIGHT = 360

/** @returns a PNG of 480×360 */
export function drawStainedWall(seed: number): Uint8Array<ArrayBuffer> {
  const centre = { x: 120 + ((seed * 97) % 240), y: 110 + ((seed * 53) % 140) }
  const reach = 50 + (seed % 5) * 14
  return drawPng(WIDTH, HEIGHT, (x, y) => {
    const grain = ((x * 7919 + y * 104_729 + seed * 31) % 17) - 8
    const light = 190 - Math.hypot(x - WIDTH / 2, y - HEIGHT / 3) / 3.2 + grain
    const wobble = Math.sin(x / 11) * 9 + Math.cos(y / 7 + seed) * 11
    const inStain = Math.hypot(x - centre.x, (y - centre.y) * 0.7) + wobble < reach
    const joint = x % 120 < 2 || y % 90 < 2
    const shade = light * (joint ? 0.7 : inStain ? 0.62 : 1)
    return [shade, shade * (inStain ? 0.88 : 0.98), shade * (inStain ? 0.7 : 0.93)]
  })
}
