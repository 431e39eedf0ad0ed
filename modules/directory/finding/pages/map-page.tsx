import { PageHeading, SelectField } from '@comity/ui'
import { unGroups } from '../../contract.ts'
import { nameIn } from '../../pages/words.ts'
import type { Coverage, CoverageList } from '../contract.ts'
import { needs } from '../needs.ts'
import { findingText } from '../texts.ts'
import type { Door } from './door.ts'

const groups = [...unGroups, null] as const

/** `/directory/map`: a tile for each State and territory in its regional group; it shows no borders, so it takes no side in any. */
export function MapPage({ door, coverage }: { readonly door: Door; readonly coverage: CoverageList }) {
  const { lang, base } = door
  const t = findingText(lang)
  const of = Map.groupBy(coverage.states, ({ unGroup }) => unGroup)
  return (
    <>
      <PageHeading title={t('map-title')} lead={t('map-lead')} />
      <form class="filters" method="get" action={`${base}/map`}>
        <SelectField
          lang={lang}
          name="need"
          label={t('need')}
          value={coverage.need}
          options={needs.map((need) => ({ value: need, label: t(`need-${need}`) }))}
        />
        <div class="filters-buttons">
          <button class="button primary" type="submit">
            {t('find')}
          </button>
        </div>
      </form>
      <ul class="plain">
        <li>{t('map-designated')}</li>
        <li>{t('map-listed')}</li>
        <li>{t('map-absent')}</li>
      </ul>
      <div class="tile-map">
        {groups.map((group) => (
          <section key={group ?? 'none'} class={`tile-group ${group ?? 'rest'}`}>
            <h2>{t(group === null ? 'group-none' : `group-${group}`)}</h2>
            <ul class="tiles">
              {(of.get(group) ?? []).map((one) => (
                <li key={one.state}>
                  <Tile door={door} one={one} need={coverage.need} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}

interface TileProps {
  readonly door: Door
  readonly one: Coverage
  readonly need: string
}

function Tile({ door: { lang }, one, need }: TileProps) {
  const { state, names, designated, listed } = one
  const mark = designated > 0 ? ' ✓' : listed ? ' ·' : ''
  // Relative, since two hundred of them stand on the page.
  return (
    <a
      href={`find?need=${need}&state=${state}`}
      class={designated > 0 ? 'has' : listed ? 'in' : undefined}
      title={nameIn(lang, names)}
    >
      {`${state}${mark}`}
    </a>
  )
}
