import { describe, expect, it } from 'vitest'
import { addedStaff, invitationLink, rolesFaults, staffFaults, withRole } from '../../../client/models/staff.ts'

describe('adding a person', () => {
  it('sends what was meant', () => {
    const draft = { name: ' 陳大文 ', username: ' chan.tm ', language: 'zh-Hant', roles: ['assistant'] } as const
    expect(staffFaults(draft)).toEqual({})
    expect(addedStaff(draft)).toEqual({
      name: '陳大文',
      username: 'chan.tm',
      language: 'zh-Hant',
      roles: ['assistant'],
    })
  })

  it('says what is missing, field by field', () => {
    const nothing = { name: ' ', username: '9chan', language: 'en', roles: [] } as const
    expect(staffFaults(nothing)).toEqual({ name: 'person-name', username: 'username', roles: 'roles' })
  })

  it('keeps the token of the link where no server log sees it', () => {
    const { hash, pathname, search } = new URL(invitationLink('https://a.example', 'T0k-en_'))
    expect([pathname, search, hash]).toEqual(['/invitation', '', '#token=T0k-en_'])
  })
})

describe('roles', () => {
  it('are told in one order, however they were ticked', () => {
    expect(withRole(withRole(['admin'], 'assistant', true), 'manager', true)).toEqual(['assistant', 'manager', 'admin'])
    expect(withRole(['assistant', 'admin'], 'assistant', false)).toEqual(['admin'])
  })

  it('cannot all be taken in passing: leaving the estate is asked for apart', () => {
    expect(rolesFaults({ roles: [] })).toEqual({ roles: 'roles' })
  })
})
