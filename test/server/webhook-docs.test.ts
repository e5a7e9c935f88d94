/** What docs/webhooks.md tells receivers is true: its example verifies with its own lines. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FindingState } from '../../checkpoints/finding.ts'
import { WebhookTopic } from '../../checkpoints/wire/webhook.ts'

const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8')
const block = (language: string) => page.match(new RegExp(`\`\`\`${language}\\n([^]*?)\n\`\`\``))?.[1] ?? ''

const [head = '', body = ''] = block('http').split('\n\n')
const headers = Object.fromEntries(
  head.split('\n').flatMap((line) => {
    const [, name, value] = line.match(/^([a-z-]+): (.*)$/) ?? []
    return name ? [[name, value]] : []
  }),
)
const secret = page.match(/whsec_[A-Za-z0-9+/]+=*/)?.[0] ?? ''
const sentAt = Number(headers['webhook-timestamp']) * 1000

/** In a Node of its own, as whoever copies the lines runs them. */
function verified(...given: readonly [headers: object, body: string, secret: string, now: number]): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-receiver-'))
  const file = join(folder, 'verify.mjs')
  writeFileSync(file, block('js'))
  const run = `import { isFromWaymark } from ${JSON.stringify(pathToFileURL(file))}
    console.log(isFromWaymark(...${JSON.stringify(given)}))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', run], { encoding: 'utf8' }))
}

describe('docs/webhooks.md', () => {
  it('has lines that take its example, and nothing that was changed, forged or kept back', () => {
    expect(verified(headers, body, secret, sentAt)).toBe(true)
    const former = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }
    expect(verified(former, body, secret, sentAt)).toBe(true)
    expect(verified(headers, body.replace('in-work', 'closed'), secret, sentAt)).toBe(false)
    expect(verified(headers, body, 'whsec_AAAA', sentAt)).toBe(false)
    expect(verified({ ...headers, 'webhook-id': 'another' }, body, secret, sentAt)).toBe(false)
    expect(verified(headers, body, secret, sentAt + 301_000)).toBe(false)
    expect(verified({}, body, secret, sentAt)).toBe(false)
  })

  it('lays out the very body of its example', () => {
    expect(JSON.parse(block('json'))).toEqual(JSON.parse(body))
  })

  it('explains every topic and every state', () => {
    for (const topic of WebhookTopic.options) expect(page).toContain(`| \`${topic}\``)
    for (const state of FindingState.options) expect(page).toContain(`\`${state}\``)
  })
})
