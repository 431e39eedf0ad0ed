import type { ComponentChildren } from 'preact'
import { Button } from '@comity/ui'
import { sayOfWork } from '../../work/texts.ts'
import type { View } from '../view.ts'

interface SelectionProps {
  readonly view: View
  /** May assign; who may do none of the acts still exports. */
  readonly assigns: boolean
  readonly acknowledges: boolean
  /** Where the list is, to come back to. */
  readonly back: string
  readonly children: ComponentChildren
}

/** A table whose rows are chosen by checkboxes, and what is done with the chosen: each button asks by GET, so that a page can be loaded again. */
export function Selection({ view: { lang }, assigns, acknowledges, back, children }: SelectionProps) {
  const t = sayOfWork(lang)
  return (
    <form method="get" action="/requests/bulk">
      <input type="hidden" name="back" value={back} />
      {children}
      <div class="button-row">
        {assigns && (
          <Button kind="secondary" name="act" value="assign">
            {t('bulk.assign')}
          </Button>
        )}
        {acknowledges && (
          <Button kind="secondary" name="act" value="acknowledge">
            {t('bulk.acknowledge')}
          </Button>
        )}
        <Button kind="link" name="act" value="export-csv">
          {t('bulk.export')} (CSV)
        </Button>
        <Button kind="link" name="act" value="export-xlsx">
          {t('bulk.export')} (XLSX)
        </Button>
      </div>
    </form>
  )
}
