import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { shellWords } from '../words/shell.ts'
import { useScreen } from './use-screen.ts'

/** For addresses that lead nowhere. */
export function NowhereScreen() {
  useScreen('404')
  const words = shellWords.value
  if (!words) return null
  return (
    <Page top={<TopBar title="Waymark" />}>
      <Empty title={words.notices.nowhere} action={<Button href="/">{words.home}</Button>} />
    </Page>
  )
}
