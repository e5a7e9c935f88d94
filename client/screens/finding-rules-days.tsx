import { SEVERITIES, SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { ROUTES, RouteKind } from '../../checkpoints/finding-act.ts'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Table } from '../components/table.tsx'
import { language } from '../words/language.ts'
import { weekdayName } from '../words/writing.ts'
import type { PartProps } from './finding-rules.tsx'

/** How many days each may take, and which days count. */
export function RulesDays({ words, draft, set, faultAt }: PartProps) {
  const own = words.ruleForm
  const lang = language.value
  return (
    <Card title={own.days}>
      <p class="soft">{own.daysText}</p>
      <div class="rules-days">
        <Table
          caption={own.daysText}
          hideCaption
          head={
            <>
              <th scope="col">{words.filter.route}</th>
              {SEVERITIES.map((severity) => (
                <th key={severity} scope="col">
                  {SEVERITY_NAMES[severity][lang]}
                </th>
              ))}
            </>
          }
        >
          {RouteKind.options.map((route) => (
            <tr key={route}>
              <th scope="row">{ROUTES[route].names[lang]}</th>
              {SEVERITIES.map((severity) => (
                <td key={severity}>
                  <Field
                    label={own.daysOf(ROUTES[route].names[lang], SEVERITY_NAMES[severity][lang])}
                    inputMode="numeric"
                    maxLength={3}
                    value={draft.days[route][severity]}
                    onInput={(days) =>
                      set({ days: { ...draft.days, [route]: { ...draft.days[route], [severity]: days } } })
                    }
                    error={faultAt(`days ${route} ${severity}`)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </Table>
      </div>
      <Check
        label={own.workingDays}
        detail={own.workingDaysText}
        checked={draft.workingDays}
        onChange={(workingDays) => set({ workingDays })}
      />
      {draft.workingDays && (
        <FieldGroup label={own.restDays} layout="chips">
          <Checks<number>
            look="chip"
            options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: weekdayName(value) }))}
            value={draft.restDays}
            // A week has one working day at least.
            onChange={(restDays) => set({ restDays: restDays.slice(-6) })}
          />
        </FieldGroup>
      )}
    </Card>
  )
}
