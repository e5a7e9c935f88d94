/** What the desk asks of the API about the link of a work order (server.ts has what else it does). */
import type { Uuid } from '../checkpoints/ids.ts'
import type { Language } from '../checkpoints/language.ts'
import type { WorkOrderLink, WorkOrderLinkState } from '../checkpoints/wire/finding.ts'
import { WORK_ORDER_HEADER } from '../checkpoints/wire/work-order-header.ts'
import { call } from './request.ts'

const pathOf = (estate: Uuid, finding: Uuid) => `/api/estates/${estate}/findings/${finding}`

export const getOrderLink = (estate: Uuid, finding: Uuid) =>
  call<WorkOrderLinkState>('GET', `${pathOf(estate, finding)}/work-order/link`)
export const makeOrderLink = (estate: Uuid, finding: Uuid) =>
  call<WorkOrderLink>('POST', `${pathOf(estate, finding)}/work-order/link`)
export const takeBackOrderLink = (estate: Uuid, finding: Uuid) =>
  call<void>('DELETE', `${pathOf(estate, finding)}/work-order/link`)

type Paper = { readonly token: string; readonly language: Language }

/** With the symbol of its link, for which the token has to be brought along. */
export const getOrderWithLink = (estate: Uuid, finding: Uuid, { token, language }: Paper) =>
  call<Blob>('GET', `${pathOf(estate, finding)}/work-order.pdf?language=${language}`, {
    headers: { [WORK_ORDER_HEADER]: token },
    file: true,
  })
