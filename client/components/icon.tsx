import './icon.css'

/** Lines on a square of 24. */
// biome-ignore format: hand-aligned table
const ICONS = {
  back:     'M15 5l-7 7 7 7',
  forward:  'M9 5l7 7-7 7',
  up:       'M5 15l7-7 7 7',
  down:     'M5 9l7 7 7-7',
  close:    'M6 6l12 12M18 6L6 18',
  tick:     'M4.5 12.5l5 5L19.5 7',
  plus:     'M12 5v14M5 12h14',
  scan:     'M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3M8 8h3v3H8zM13.5 8h2.5v2.5M8 13.5V16h2.5M13.5 13.5v0M16 16v0M13.5 16v0M16 13.5v0',
  camera:   'M4 8h3.5l2-3h5l2 3H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  keyboard: 'M3 6h18v12H3zM7 10v0M11 10v0M15 10v0M18 10v0M7 14v0M10.5 14h4M18 14v0',
  torch:    'M8 3h8v4l-2 3v11h-4V10L8 7zM8 7h8M12 13v2',
  zoom:     'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21M10.5 8v5M8 10.5h5',
  info:     'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v0',
  warn:     'M12 3.5L22 20.5H2zM12 10v4.5M12 17.5v0',
  error:    'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.5M12 16.5v0',
  success:  'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l3 3 5.5-6.5',
  offline:  'M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M2 9a15 15 0 0 1 4-2.5M10.5 5a15 15 0 0 1 11.5 4M15 10.4a10 10 0 0 1 4 2.1M8.5 16a5 5 0 0 1 7 0M12 19.5v0',
  send:     'M12 20V5M5.5 11L12 4.5l6.5 6.5',
  phone:    'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  person:   'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5',
  board:    'M3 4h18v16H3zM3 9h18M9 9v11M15 9v11',
  label:    'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM14 14h2v2M20 14v0M20 20h-3M14 20v0',
  print:    'M7 8V3h10v5M7 17H3V8h18v9h-4M7 13h10v8H7z',
  lock:     'M6 11h12v9.5H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2.5',
  menu:     'M4 7h16M4 12h16M4 17h16',
} as const

export type IconName = keyof typeof ICONS

type Props = { readonly name: IconName }

/** A sign beside words that say the same. It has no label of its own: what carries only a sign names itself. */
export function Icon({ name }: Props) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden>
      <path d={ICONS[name]} />
    </svg>
  )
}
