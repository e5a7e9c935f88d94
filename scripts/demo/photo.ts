/** Pictures for the demo, drawn here so that it needs no downloads: stained walls and signatures. */
import { drawPng } from '../support/png.ts'

const WIDTH = 480
const HEIGHT = 360

/** @returns a PNG of 480×360, different for each seed */
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

/** A hand's stroke on white, different for each seed. */
export function drawSignature(seed: number): Uint8Array<ArrayBuffer> {
  return drawPng(WIDTH, HEIGHT / 2, (x, y) => {
    const height = 90 + Math.sin(x / (17 + seed)) * 34 + Math.sin(x / (7 + (seed % 3)) + seed) * 22
    const isInk = x > 50 && x < 420 && Math.abs(y - height) < 4
    return isInk ? [23, 33, 31] : [255, 255, 255]
  })
}
