/**
 * Keeps the screen on until the returned function is called. The browser drops the lock whenever the page is hidden, so it
 * is asked for again on return. Where it is not supported or refused (battery saver), the screen simply dims as usual.
 */
export function keepScreenOn(): () => void {
  let lock: WakeLockSentinel | undefined
  let released = false

  async function ask(): Promise<void> {
    if (released || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    const granted = await navigator.wakeLock.request('screen').catch(() => undefined)
    if (released) void granted?.release()
    else lock = granted
  }

  document.addEventListener('visibilitychange', ask)
  void ask()
  return () => {
    released = true
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}
