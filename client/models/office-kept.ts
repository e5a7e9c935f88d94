/** How an estate is set up, as last fetched, the same for every screen that asks. */
import { everyPartner, type Partners } from '../../checkpoints/finding-rules.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { ResidentReports } from '../../checkpoints/wire/resident-report.ts'
import * as server from '../server.ts'
import { growing } from './growing.ts'
import { keptPerEstate, perEstate } from './polled.ts'
import { filtered, joined } from './resident-reports.ts'

export const staffOf = perEstate(server.getStaff)
export const checklistsOf = perEstate(server.getChecklists)
export const teamsOf = perEstate(server.getTeams)
export const holidaysOf = perEstate(server.getHolidays)
export const plansOf = perEstate(server.getPlans)
export const mailingsOf = perEstate(server.getMailings)
export const devicesOf = perEstate(server.getDevices)
export const webhooksOf = perEstate(server.getWebhooks)
export const sharesOf = perEstate(server.getShares)
export const labelSettingsOf = perEstate(server.getLabelSettings)
export const findingRulesOf = perEstate(server.getFindingRules)
export const chipsOf = perEstate(server.getChips)

/** Reports of residents of an estate: all that are open, and as many of the others as have been asked for. */
export const residentReportsOf = keptPerEstate((estate) =>
  growing<ResidentReports>({
    first: () => server.getResidentReports(estate),
    next: ({ reports }) => server.getResidentReports(estate, filtered(reports, 'closed').length),
    joined,
  }),
)

/** Departments and contractors of an estate by name, also those of former times; undefined: not heard of yet. */
export function partnersOf(estate: Uuid): Partners | undefined {
  const record = findingRulesOf(estate).value.value
  return record && everyPartner(record)
}
