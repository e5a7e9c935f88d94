/** A picture for each kind of spot, the same on screens and on printed labels. */
import type { Kind } from './checkpoint.ts'

/** What a walker would sketch for each kind of spot: SVG path data, lines on a square of {@link PICTURE_SIDE}. */
// biome-ignore format: hand-aligned table
export const KIND_PICTURES: Readonly<Record<Kind, string>> = {
  'meter-room':        'M5 3h14v18H5zM12 14a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 10l2-2M9 18h6',
  stairwell:           'M3 20h4.5v-4.5H12V11h4.5V6.5H21',
  rooftop:             'M3 21v-9h18v9M3 16h18M6.5 12V6.5h6V12M5.5 6.5h8M17.5 12V3M15 6l2.5-3L20 6',
  lift:                'M5 3h14v18H5zM12 3v18M7.5 10.5l1.2-2 1.3 2M14 13.5l1.3 2 1.2-2',
  lobby:               'M5 21V4h14v17M12 4v17M9.5 12v2M14.5 12v2M2.5 21h19',
  'outdoor-utilities': 'M12 3c4 5 6.5 8 6.5 11.5a6.5 6.5 0 0 1-13 0C5.5 11 8 8 12 3zM12.8 10l-2.3 3.7h3L11.2 17.5',
  recreation:          'M3 20L7 4h10l4 16M10 4v10M14 4v10M9 14h6',
  grounds:             'M8 4L3.5 20M16 4l4.5 16M12 4.5v2.5M12 11v2.5M12 17.5V20',
  'car-park':          'M4 4h16v16H4zM10 16.5v-9h3a2.8 2.8 0 0 1 0 5.6h-3',
  perimeter:           'M4 21V7l2-3 2 3v14M10 21V7l2-3 2 3v14M16 21V7l2-3 2 3v14M2 10.5h2M8 10.5h2M14 10.5h2M20 10.5h2M2 17h2M8 17h2M14 17h2M20 17h2',
  'fit-out':           'M4 4h13v5.5H4zM17 6.5h3.5V12h-9v3M10 15h3v6h-3z',
  'vacant-unit':       'M8 16a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM8 11v0M12.5 13l8.5 8M17 17l2.5-2.5',
}

export const PICTURE_SIDE = 24
