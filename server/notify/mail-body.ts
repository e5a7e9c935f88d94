/**
 * What a mail says, as plain text and as HTML out of the same parts. Mail programs know neither style sheets nor each other's
 * ways: tables with inline styles, no picture, nothing fetched. Colours are left to the reader's own program, which may be dark.
 */

export type MailSection = {
  readonly title: string
  readonly note?: string | undefined
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** What is left out of the rows. */
  readonly more?: string | undefined
}

export type MailLink = { readonly label: string; readonly url: string }

export type MailBody = {
  readonly title: string
  /** BCP 47. */
  readonly lang: string
  /** The first line, which is the whole message to whoever has no time. */
  readonly lead: string
  /** Whether it is good news: seen, and said by the lead itself. */
  readonly isFine: boolean
  readonly lines: readonly string[]
  readonly sections: readonly MailSection[]
  readonly link: MailLink & { readonly note: string }
  readonly footer: readonly string[]
  readonly unsubscribe: MailLink
}

export function mailText({ lead, lines, sections, link, footer, unsubscribe }: MailBody): string {
  const parts = [
    [lead],
    lines,
    ...sections.map(sectionText),
    [`${link.label}: ${link.url}`, link.note],
    ['-- ', ...footer, `${unsubscribe.label}: ${unsubscribe.url}`],
  ]
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.map(onOneLine).join('\n'))
    .join('\n\n')}\n`
}

function sectionText({ title, note, head, rows, more }: MailSection): string[] {
  const table = [head, ...rows].map((row) => row.join(' | '))
  return [
    title,
    ...(note ? [note] : []),
    ...table.map((line, i) => (i === 0 ? line : `- ${line}`)),
    ...(more ? [more] : []),
  ]
}

export function mailHtml(body: MailBody): string {
  const { title, lang, lead, isFine, lines, sections, link, footer, unsubscribe } = body
  const edge = isFine ? '#1a6b3c' : '#b3261e'
  return [
    `<!doctype html><html lang="${escaped(lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title></head>`,
    `<body style="margin:0;padding:16px;font-family:${FONT};font-size:16px;line-height:1.5">`,
    '<div role="main" style="max-width:640px;margin:0 auto">',
    `<h1 style="font-size:16px;margin:0 0 12px">${escaped(title)}</h1>`,
    `<p style="font-size:20px;margin:0 0 16px;padding:4px 0 4px 12px;border-left:4px solid ${edge}">${escaped(lead)}</p>`,
    ...lines.map((line) => `<p style="margin:0 0 8px">${escaped(line)}</p>`),
    ...sections.map(sectionHtml),
    `<p style="margin:24px 0"><a href="${escaped(link.url)}" style="${BUTTON}">${escaped(link.label)}</a> `,
    `<span style="font-size:14px">${escaped(link.note)}</span></p>`,
    `<div style="${LINE};padding-top:12px;font-size:14px">`,
    ...footer.map((line) => `<p style="margin:0 0 8px">${escaped(line)}</p>`),
    `<p style="margin:0"><a href="${escaped(unsubscribe.url)}">${escaped(unsubscribe.label)}</a></p>`,
    '</div></div></body></html>',
  ].join('\n')
}

const FONT = "system-ui,-apple-system,'Segoe UI','Noto Sans HK','PingFang HK','Microsoft JhengHei',sans-serif"
const LINE = 'border-top:1px solid #a9b1ae'
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:10px;background:#0b6e69;color:#ffffff;font-weight:bold;text-decoration:none'
const CELL = 'padding:6px 8px 6px 0;vertical-align:top;text-align:left'

function sectionHtml({ title, note, head, rows, more }: MailSection): string {
  const cells = (tag: string, row: readonly string[], style: string) =>
    row.map((cell) => `<${tag} style="${style}">${escaped(cell)}</${tag}>`).join('')
  return [
    `<h2 style="font-size:17px;margin:24px 0 4px">${escaped(title)}</h2>`,
    note ? `<p style="font-size:14px;margin:0 0 8px">${escaped(note)}</p>` : '',
    rows.length === 0 ? '' : '<table style="border-collapse:collapse;width:100%;font-size:15px">',
    rows.length === 0 ? '' : `<thead><tr>${cells('th', head, `${CELL};font-size:14px`)}</tr></thead><tbody>`,
    ...rows.map((row) => `<tr>${cells('td', row, `${CELL};${LINE}`)}</tr>`),
    rows.length === 0 ? '' : '</tbody></table>',
    more ? `<p style="margin:8px 0 0">${escaped(more)}</p>` : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Names come from people: whatever they hold is text, in an element and in an attribute alike. */
function escaped(text: string): string {
  return onOneLine(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '')
}
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Without line ends and what else no reader sees: a name must not look like a line of ours, nor turn what follows about. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
}
