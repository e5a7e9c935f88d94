/** How the list of enrolled phones names this one, like `Pixel 7, Chrome`: enough for its owner to know it again. */
export function deviceLabel(userAgent = navigator.userAgent): string {
  return `${machineOf(userAgent)}, ${browserOf(userAgent)}`
}

function machineOf(userAgent: string): string {
  // Chrome hides the model behind the letter K unless asked in a longer way.
  const android = /Android [\d.]+; (?!K\))([^;)]{2,40}?)(?: Build|\)|;)/.exec(userAgent)?.[1]
  if (android) return android
  for (const [pattern, name] of MACHINES) if (pattern.test(userAgent)) return name
  return 'Phone'
}

function browserOf(userAgent: string): string {
  for (const [pattern, name] of BROWSERS) if (pattern.test(userAgent)) return name
  return 'Browser'
}

// biome-ignore format: hand-aligned table
const MACHINES: readonly (readonly [RegExp, string])[] = [
  [/iPhone/,          'iPhone'],
  [/iPad/,            'iPad'],
  [/Android/,         'Android'],
  [/Windows/,         'Windows'],
  [/Macintosh/,       'Mac'],
  [/CrOS|Linux|X11/,  'Linux'],
]

/** In this order: every one of them also claims to be some of those below it. */
// biome-ignore format: hand-aligned table
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/,  'WeChat'],
  [/SamsungBrowser/,  'Samsung Internet'],
  [/HuaweiBrowser/,   'Huawei Browser'],
  [/Edg(A|iOS)?\//,   'Edge'],
  [/(Firefox|FxiOS)/, 'Firefox'],
  [/(Chrome|CriOS)/,  'Chrome'],
  [/Safari/,          'Safari'],
]
