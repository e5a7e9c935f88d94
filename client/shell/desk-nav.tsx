import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { Select } from '../components/select.tsx'
import { chooseEstate, estate, roles } from '../models/estate.ts'
import { hasPortfolio } from '../models/has-portfolio.ts'
import { shortCount } from '../models/inbox.ts'
import { waiting } from '../models/inbox-kept.ts'
import { me } from '../models/session.ts'
import { language } from '../words/language.ts'
import { shellWords } from '../words/shell.ts'
import type { ShellWords } from '../words/shell.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { AlarmBanner } from './alarm.tsx'
import { Bell } from './bell.tsx'
import './desk-nav.css'

type Destination = {
  readonly href: string
  readonly word: Exclude<keyof ShellWords['nav'], 'label' | 'skip' | 'estate' | 'portfolio' | 'waiting'>
  /** Shown to those who may call it (checkpoints/people.ts). */
  readonly needs: string
}

// biome-ignore format: hand-aligned table
const DESTINATIONS: readonly Destination[] = [
  { href: '/board',       word: 'board',       needs: 'GET /api/estates/:estate/coverage' },
  { href: '/findings',    word: 'findings',    needs: 'GET /api/estates/:estate/findings' },
  { href: '/reports',     word: 'reports',     needs: 'GET /api/estates/:estate/report' },
  { href: '/calendar',    word: 'calendar',    needs: 'GET /api/estates/:estate/calendar' },
  { href: '/plans',       word: 'plans',       needs: 'GET /api/estates/:estate/plans' },
  { href: '/checkpoints', word: 'checkpoints', needs: 'GET /api/estates/:estate/checkpoints' },
  { href: '/checklists',  word: 'checklists',  needs: 'GET /api/estates/:estate/checklists' },
  { href: '/resident-reports', word: 'residents', needs: 'GET /api/estates/:estate/resident-reports' },
  { href: '/labels',      word: 'labels',      needs: 'GET /api/estates/:estate/labels.pdf' },
  { href: '/staff',       word: 'staff',       needs: 'GET /api/estates/:estate/staff' },
  { href: '/devices',     word: 'devices',     needs: 'GET /api/estates/:estate/devices' },
]

/** The way around for everyone who sits at a desk, and what rings there, also where there is no way around. */
export function DeskNav() {
  const { path } = useLocation()
  return (
    <>
      {/* A tablet at a spot is looked at by residents. */}
      {!/^\/display\b/.test(path) && <AlarmBanner />}
      <Ways />
    </>
  )
}

/** Those who also walk find their rounds here. */
function Ways() {
  const words = shellWords.value?.nav
  const { path } = useLocation()
  const list = useRef<HTMLUListElement>(null)
  // Not at every turn: whoever has scrolled on by himself looks for something.
  useLayoutEffect(() => scrollToHere(list.current), [path, words, roles.value, waiting.value])
  if (!words || /^\/(scan$|hang\/|board\/wall$|display\b)/.test(path)) return null
  const { value: held } = roles
  return (
    <nav class="desk-nav screen-only" aria-label={words.label}>
      <EstateName label={words.estate} />
      <Bell here={path === '/inbox'} />
      <ul ref={list}>
        {held.includes('assistant') && <Way href="/" path={path} label={words.myDay} />}
        {hasPortfolio(me.value?.memberships ?? []) && <Way href="/portfolio" path={path} label={words.portfolio} />}
        {DESTINATIONS.filter(({ needs }) => mayCall(needs, held)).map(({ href, word }) => (
          <Way key={href} href={href} path={path} label={words[word]}>
            {word === 'findings' && <Waiting words={words} />}
          </Way>
        ))}
        {held.includes('supervisor') && <Way href="/scan" path={path} label={words.scan} />}
        {held.includes('supervisor') && <Way href="/hang" path={path} label={words.hang} />}
        <Way href="/settings" path={path} label={words.settings} />
      </ul>
    </nav>
  )
}

/** On a phone the line is longer than the screen. */
function scrollToHere(list: HTMLUListElement | null): void {
  const here = list?.querySelector<HTMLElement>('[aria-current]')
  if (!list || !here) return
  const { left, right } = list.getBoundingClientRect()
  const own = here.getBoundingClientRect()
  if (own.left < left) list.scrollLeft += own.left - left
  if (own.right > right) list.scrollLeft += own.right - right
}

/** How many problems wait for the reader, as many as his work lists. */
function Waiting({ words }: { readonly words: ShellWords['nav'] }) {
  const { value: count } = waiting
  if (!count) return null
  return (
    <>
      <span class="desk-nav-count" aria-hidden="true">
        {shortCount(count)}
      </span>
      <span class="unseen"> {words.waiting(decimal(count))}</span>
    </>
  )
}

type WayProps = {
  readonly href: string
  readonly path: string
  readonly label: string
  readonly children?: ComponentChildren
}

function Way({ href, path, label, children }: WayProps) {
  const here = path === href || (href !== '/' && path.startsWith(`${href}/`))
  return (
    <li>
      <a href={href} aria-current={here ? 'page' : undefined}>
        {label}
        {children}
      </a>
    </li>
  )
}

/** The estate's name; a choice for those who work on several. */
function EstateName({ label }: { readonly label: string }) {
  const all = me.value?.memberships ?? []
  if (!estate.value) return null
  if (all.length < 2) return <p class="desk-nav-estate">{nameIn(estate.value.names, language.value)}</p>
  return (
    <Select
      label={label}
      value={estate.value.id}
      onChange={chooseEstate}
      options={all.map(({ estate }) => ({ value: estate.id, label: nameIn(estate.names, language.value) }))}
    />
  )
}
