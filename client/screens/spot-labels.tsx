import { LABEL_SHEETS } from '../../checkpoints/label-sheet.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { photoUrl } from '../server.ts'
import { hangingWords } from '../words/hanging.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import type { SpotProps } from './spot.tsx'

/** When the label of a spot was printed and on what; when it was hung and by whom. */
export function SpotLabels({ estate, history: { prints, installations } }: SpotProps) {
  const words = hangingWords.value?.history
  if (!words) return null
  return (
    <>
      <Card title={words.prints} flush>
        {prints.length === 0 && <p class="spot-empty soft">{words.noPrints}</p>}
        <List label={words.prints}>
          {prints.map(({ revision, sheet, at, by }) => (
            <ListRow
              key={`${revision} ${at} ${sheet}`}
              title={words.version(decimal(revision))}
              detail={`${dayAndTime(at, estate.zone)} · ${by}`}
              aside={sheetName(sheet)}
            />
          ))}
        </List>
      </Card>
      <Card title={words.installations} flush>
        {installations.length === 0 && <p class="spot-empty soft">{words.noInstallations}</p>}
        <List label={words.installations}>
          {installations.map(({ id, revision, at, by, replaced, photo }) => (
            <ListRow
              key={id}
              title={words.version(decimal(revision))}
              detail={`${dayAndTime(at, estate.zone)} · ${by} · ${words.replaced[replaced]}`}
              aside={
                photo && (
                  <a href={photoUrl(photo)} target="_blank" rel="noopener">
                    {words.photo}
                  </a>
                )
              }
            />
          ))}
        </List>
      </Card>
    </>
  )
}

/** A size of one's own has no name but its id. */
function sheetName(sheet: string): string {
  const known: Readonly<Record<string, { readonly name: string } | undefined>> = LABEL_SHEETS
  return known[sheet]?.name ?? sheet
}
