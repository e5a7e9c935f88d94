import type { Position } from '../../checkpoints/visit.ts'

const WAIT_MS = 10_000

/** Where the phone believes it is; null if it may not or cannot say, or takes too long: nothing waits for it. */
export function whereAmI(): Promise<Position | null> {
  const { geolocation } = navigator
  if (!geolocation) return Promise.resolve(null)
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracyMetres: accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 30_000 },
    )
  })
}
