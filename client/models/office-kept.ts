/** The staff, plans and phones of an estate as last fetched, the same for every screen that asks. */
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { type Polled, polled } from './polled.ts'

export const staffOf = perEstate(server.getStaff)
export const checklistsOf = perEstate(server.getChecklists)
export const teamsOf = perEstate(server.getTeams)
export const holidaysOf = perEstate(server.getHolidays)
export const plansOf = perEstate(server.getPlans)
export const mailingsOf = perEstate(server.getMailings)
export const devicesOf = perEstate(server.getDevices)
export const webhooksOf = perEstate(server.getWebhooks)
export const sharesOf = perEstate(server.getShares)
export const residentReportsOf = perEstate(server.getResidentReports)
export const labelSettingsOf = perEstate(server.getLabelSettings)

function perEstate<T>(ask: (estate: Uuid) => Promise<Reply<T>>): (estate: Uuid) => Polled<T> {
  const known = new Map<Uuid, Polled<T>>()
  return (estate) => {
    const shown = known.get(estate) ?? polled(() => ask(estate))
    known.set(estate, shown)
    return shown
  }
}
