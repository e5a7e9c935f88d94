/**
 * Why there is no picture:
 * - denied: the walker or the phone's settings said no
 * - no-camera: there is none
 * - in-use: another app holds it
 * - insecure: the page did not come over https, browsers then hide the camera
 * - failed: none of these
 */
export type CameraFault = 'denied' | 'no-camera' | 'in-use' | 'insecure' | 'failed'

export type OpenedStream =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly error: CameraFault }

/**
 * Opens the camera chosen on this phone earlier, else the rear one. Every call may put the browser's permission prompt
 * before the walker.
 * @param deviceId this very camera instead
 */
export async function openStream(deviceId?: string): Promise<OpenedStream> {
  // An insecure page has no mediaDevices, whatever the types say.
  if (!navigator.mediaDevices?.getUserMedia) return { ok: false, error: 'insecure' }
  const wanted = deviceId ?? rememberedCamera()
  if (!wanted) return ask({ facingMode: { ideal: 'environment' } })
  const opened = await ask({ deviceId: { exact: wanted } })
  // Browsers hand out new device ids when site data is cleared, and Safari also on its own.
  if (deviceId || opened.ok || opened.error !== 'no-camera') return opened
  return ask({ facingMode: { ideal: 'environment' } })
}

/** An Android phone may open its fixed-focus lens first: the walker's better choice holds from then on. */
export function rememberCamera(deviceId: string): void {
  try {
    localStorage.setItem(STORED_AS, deviceId)
  } catch {
    // Storage is blocked: the choice holds for this page only.
  }
}

function rememberedCamera(): string | undefined {
  try {
    return localStorage.getItem(STORED_AS) ?? undefined
  } catch {
    return undefined
  }
}

const STORED_AS = 'waymark.camera'

/** 720p: what the decoder reads in a few milliseconds. More would reach further, but at fewer looks a second. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } } as const

async function ask(which: MediaTrackConstraints): Promise<OpenedStream> {
  try {
    return {
      ok: true,
      stream: await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...SIZE, ...which } }),
    }
  } catch (error) {
    return { ok: false, error: (error instanceof Error && FAULTS[error.name]) || 'failed' }
  }
}

/** Names after the Media Capture specification §10.2; a wanted device that is gone shows as OverconstrainedError. */
// biome-ignore format: hand-aligned table
const FAULTS: Readonly<Record<string, CameraFault>> = {
  NotAllowedError:      'denied',
  SecurityError:        'denied',
  NotFoundError:        'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError:     'in-use',
  AbortError:           'in-use',
}
