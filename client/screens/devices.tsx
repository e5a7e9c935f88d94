import { useSignal } from '@preact/signals'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { Device } from '../../checkpoints/wire/estate.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { byPerson, hasMissing } from '../models/devices-of-staff.ts'
import { estate, roles } from '../models/estate.ts'
import { devicesOf } from '../models/office-kept.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { DeviceFacts } from './device-facts.tsx'
import { DeviceRevoking } from './device-revoking.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** The phones that sign visits: whose they are, when they were last used; and taking one out of use. */
export function DevicesScreen() {
  const words = officeWords.value
  const current = estate.value
  return words && current ? <Devices key={current.id} words={words} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly estate: Estate }

function Devices({ words, estate: { id, names, zone } }: Props) {
  const { devices: own } = words
  useScreen(own.title)
  const shown = devicesOf(id)
  const devices = useRefreshed(shown)?.devices
  const asked = useSignal<Device | undefined>(undefined)
  const revoked = useSignal<Device | undefined>(undefined)
  const mayRevoke = mayCall('PUT /api/estates/:estate/devices/:device/revocation', roles.value)
  return (
    <Page top={<TopBar title={own.title} over={nameIn(names, language.value)} />}>
      <p class="soft">{own.lead}</p>
      {revoked.value && <Notice tone="success">{own.revokedNow(revoked.value.label)}</Notice>}
      <Waiting words={words} shown={shown} zone={zone} />
      {devices?.some(hasMissing) && (
        <Notice tone="warn" title={own.missingTitle}>
          {own.missingText}
        </Notice>
      )}
      {devices?.length === 0 && <Empty title={own.none}>{own.noneText}</Empty>}
      {byPerson(devices ?? []).map(({ person, devices }) => (
        <Card key={person.id} title={person.name} flush>
          <List label={person.name}>
            {devices.map((device) => (
              <ListRow
                key={device.id}
                title={device.label}
                detail={<DeviceFacts words={own} device={device} zone={zone} />}
                aside={
                  mayRevoke &&
                  device.revokedAt === null && (
                    <Button
                      onClick={() => {
                        asked.value = device
                      }}
                    >
                      {own.revoke}
                      <span class="unseen"> {device.label}</span>
                    </Button>
                  )
                }
              />
            ))}
          </List>
        </Card>
      ))}
      {asked.value && (
        <DeviceRevoking
          words={words}
          estate={id}
          device={asked.value}
          onClose={() => {
            asked.value = undefined
          }}
          onDone={() => {
            revoked.value = asked.value
            asked.value = undefined
            void shown.refresh()
          }}
        />
      )}
    </Page>
  )
}
