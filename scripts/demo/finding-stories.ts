/** Problems of the demo's last days that a visitor should meet whatever day it is: an emergency, a violation, a call back, a conflict. */

import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { addDays, civilDateOf, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Findings } from '../../checkpoints/wire/finding.ts'
import type { ResidentReports } from '../../checkpoints/wire/resident-report.ts'
import { type DemoActor, newFinding, perform, photoAfter, signatureOf } from './finding-people.ts'
import { LIFT_CONTRACTOR, VIOLATION_NOTICE } from './finding-texts.ts'
import type { Office } from './findings.ts'
import { ESTATE } from './jade-lake.ts'

type Told = { readonly actor: DemoActor; readonly at: Instant; readonly act: FindingAct }

export async function tellStories(office: Office, end: Instant, unit: string | null): Promise<void> {
  await gasSmell(office, end)
  await fitOut(office, end, unit)
  await residentsLift(office, end)
  await tooLate(office, end)
  await liftRopes(office, end)
  await fireDoor(office, end)
  office.setClock(end)
}

type Report = Extract<FindingAct, { kind: 'report' }>
const PLAIN: Pick<Report, 'photos' | 'residentReport' | 'position'> = {
  photos: [],
  residentReport: null,
  position: null,
}

/** One deed after the other; each has seen all before it. */
async function tell({ estate, setClock }: Office, steps: readonly Told[]): Promise<string> {
  const finding = newFinding(steps[0]?.at ?? 0)
  for (const [basis, { actor, at, act }] of steps.entries()) {
    setClock(at)
    await perform(estate, actor, { finding, basis, at, act })
  }
  return finding
}

function spotOf({ spots }: Office, code: string) {
  const spot = [...spots.values()].find((one) => one.code === code)
  if (!spot) throw new Error(`the demo has no spot ${code}`)
  return spot
}

async function gasSmell(office: Office, end: Instant): Promise<void> {
  const { chan, lee, cheung } = office
  const at = end - 5 * HOUR_MS
  const about = { ...PLAIN, category: 'security', severity: 'emergency' } as const
  const note = '調壓站附近聞到煤氣味，已離開並致電保安部。'
  await tell(office, [
    { actor: chan, at, act: { kind: 'report', checkpoint: spotOf(office, 'EX-GAS').id, ...about, note } },
    { actor: lee, at: at + 4 * MINUTE_MS, act: { kind: 'acknowledge', note: '保安部已封鎖現場，煤氣公司正前來。' } },
    {
      actor: cheung,
      at: at + 40 * MINUTE_MS,
      act: {
        kind: 'triage',
        route: { kind: 'repair', assignee: lee.me.person.id, contractor: null },
        dueOn: null,
        note: '煤氣公司已關閥檢查，恢復前每兩小時巡查一次並記錄。',
      },
    },
  ])
}

/** More time was given once, and is asked for again. */
async function liftRopes(office: Office, end: Instant): Promise<void> {
  const { lee, cheung, chan } = office
  const at = end - 12 * DAY_MS
  const about = { ...PLAIN, category: 'facilities', severity: 'normal' } as const
  const note = '2 號升降機主機鋼纜磨損，運行時有震動。'
  const route = { kind: 'repair', assignee: null, contractor: LIFT_CONTRACTOR } as const
  const until = (days: number) => addDays(civilDateOf(end, ESTATE.zone), days)
  const again = '船期延誤，供應商改以空運寄出，到貨後兩日內完成更換。'
  await tell(office, [
    { actor: chan, at, act: { kind: 'report', checkpoint: spotOf(office, 'T3-LIFT-2').id, ...about, note } },
    { actor: lee, at: at + 3 * HOUR_MS, act: { kind: 'triage', route, dueOn: null, note: '暫停使用，張貼告示。' } },
    {
      actor: lee,
      at: at + 4 * DAY_MS,
      act: { kind: 'ask-extension', until: until(1), reason: '鋼纜須由外地訂購，預計兩星期到貨。' },
    },
    {
      actor: cheung,
      at: at + 5 * DAY_MS,
      act: { kind: 'answer-extension', approved: true, reason: '同意，請每日更新告示。' },
    },
    { actor: lee, at: end - 20 * HOUR_MS, act: { kind: 'ask-extension', until: until(8), reason: again } },
  ])
}

/** Reported this morning, and for the manager to decide. */
async function fireDoor(office: Office, end: Instant): Promise<void> {
  const about = { ...PLAIN, category: 'fire-safety', severity: 'major' } as const
  const note = '後樓梯防火門門鉸斷裂，門扇鬆脫，有倒下危險；已用繩暫時固定。'
  const spot = [...office.spots.values()].findLast(({ kind }) => kind === 'stairwell')
  await tell(office, [
    { actor: office.ho, at: end - 2 * HOUR_MS, act: { kind: 'report', checkpoint: spot?.id ?? '', ...about, note } },
  ])
}

async function fitOut(office: Office, end: Instant, unit: string | null): Promise<void> {
  const { ho, lee } = office
  const at = end - 10 * DAY_MS
  const about = { ...PLAIN, category: 'fit-out', severity: 'normal' } as const
  const note = '8D 室裝修廢料堆在走廊，阻礙走火通道，門外沒有張貼裝修許可證。'
  const route = { kind: 'violation', assignee: lee.me.person.id, unit, notice: VIOLATION_NOTICE } as const
  await tell(office, [
    { actor: ho, at, act: { kind: 'report', checkpoint: spotOf(office, 'T3-8D').id, ...about, note } },
    {
      actor: lee,
      at: at + 20 * HOUR_MS,
      act: { kind: 'triage', route, dueOn: null, note: '已致電業主，同日派發通知書。' },
    },
    {
      actor: ho,
      at: at + 5 * DAY_MS,
      act: { kind: 'comment', text: '廢料清走了一半，許可證仍未張貼。', mentions: [lee.me.person.id], photos: [] },
    },
  ])
}

/** What a resident reported at the lift: fixed and verified, and she waits for a call. */
async function residentsLift(office: Office, end: Instant): Promise<void> {
  const { estate, lee, chan } = office
  const { reports } = await lee.api.call<ResidentReports>('GET', `/api/estates/${estate}/resident-reports`)
  const report = reports.find(({ hasContact, finding }) => hasContact && !finding)
  const spot = report && office.spots.get(report.checkpoint.id)
  if (!report || !spot) return
  const at = end - 24 * HOUR_MS
  const about = { ...PLAIN, category: 'facilities', severity: 'normal' } as const
  await tell(office, [
    {
      actor: lee,
      at,
      act: { kind: 'report', ...about, checkpoint: spot.id, note: report.text, residentReport: report.id },
    },
    {
      actor: lee,
      at: at + 5 * MINUTE_MS,
      act: {
        kind: 'triage',
        route: { kind: 'repair', assignee: null, contractor: LIFT_CONTRACTOR },
        dueOn: null,
        note: '請同時檢查其餘樓層的門機。',
      },
    },
    {
      actor: lee,
      at: at + 17 * HOUR_MS,
      act: { kind: 'fix', note: '承辦商已更換門機皮帶並調校，試行各層正常。', photos: [await photoAfter(lee, 2)] },
    },
    {
      actor: chan,
      at: at + 21 * HOUR_MS,
      act: {
        ...{ kind: 'verify', passed: true, note: '來回試搭兩次，沒有異響。', photos: [], position: null },
        signature: await signatureOf(chan),
        evidence: { channel: 'camera', digits: tagDigitsIn(spot.tagUrl ?? '') ?? '' },
      },
    },
  ])
}

/** Two people record the same repair, one of them without a signal: the later record counts for nothing until somebody decides. */
async function tooLate({ estate, lee, ho, setClock }: Office, end: Instant): Promise<void> {
  const { findings } = await lee.api.call<Findings>('GET', `/api/estates/${estate}/findings?state=in-work`)
  const finding = findings.find(
    ({ extension, severity, route }) => !extension && severity !== 'emergency' && route?.kind === 'repair',
  )
  if (!finding) return
  const { id, version: basis } = finding
  const at = end - 3 * HOUR_MS
  setClock(at)
  const note = '已更換零件，試用正常。'
  await perform(estate, lee, { finding: id, basis, at, act: { kind: 'fix', note, photos: [] } })
  setClock(at + HOUR_MS)
  const late = '到場時尚未修妥，已自行收緊螺絲，暫時可用。'
  await perform(estate, ho, {
    finding: id,
    basis,
    at: at + 20 * MINUTE_MS,
    act: { kind: 'fix', note: late, photos: [] },
  })
}
