import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { catalogueFaults, languages } from '@comity/i18n'
import { Gallery, galleryPages } from './gallery.tsx'
import { assetUrls, DataTable, ErrorSummary, Form, renderPage, TextField, uiAssets } from './index.tsx'

const messagesOf = (lang: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./messages/${lang}.json`, import.meta.url), 'utf8'))
const css =
  uiAssets()
    .find((asset) => asset.path === assetUrls.css)
    ?.body.toString() ?? ''

describe('the style sheet and script', () => {
  it('stay small: 30 kB of style, 4 kB of script, a first screen of 60 kB', () => {
    const sizes = uiAssets().map((asset) => asset.body.length)
    assert.deepEqual([css.length <= 30_000, (sizes[1] ?? 0) <= 4096], [true, true], `style ${css.length}, script ${sizes[1]}`)
    const page = renderPage(<Gallery lang="ar" page="overview" />)
    const first = Buffer.byteLength(page) + sizes.reduce((sum, size) => sum + size, 0)
    assert.ok(first <= 60_000, `${first} bytes, ${gzipSync(page).length} of the page compressed`)
  })

  it('name no physical side, so that each page turns around in Arabic', () => {
    assert.deepEqual(
      css.match(/(margin|padding|border|inset)-(left|right)|[;{](left|right):|(float|text-align|clear):(left|right)/g),
      null,
    )
  })
})

describe('the texts of the frame', () => {
  it('are complete in six languages', () => {
    const [ar, zh, en, fr, ru, es] = languages.map((language) => messagesOf(language.code))
    assert(ar && zh && en && fr && ru && es)
    assert.deepEqual(catalogueFaults({ ar, zh, en, fr, ru, es }), [])
  })
})

describe('a page', () => {
  it('carries no inline style, script or handler, which the policy would refuse', () => {
    for (const page of galleryPages)
      assert.deepEqual(
        renderPage(<Gallery lang="en" page={page} />).match(/ style=|<style| on[a-z]+=|<script(?![^>]* src=)/g),
        null,
      )
  })

  it('says its language and direction, and keeps the query when the language changes', () => {
    const page = renderPage(<Gallery lang="ar" page="overview" />)
    assert.match(page, /^<!doctype html><html lang="ar" dir="rtl">/)
    assert.match(page, /<form method="get" action="\/overview" class="languages"/)
  })
})

describe('a form', () => {
  it('carries the token of the session and ties each field to its hint and error', () => {
    const html = renderPage(
      <Form lang="en" action="/x" csrf='t0k"en'>
        <TextField lang="en" name="a.b" label="A" hint="H" error="E" value={'<script>"'} />
      </Form>,
    )
    assert.match(html, /name="csrf" value="t0k&quot;en"/)
    assert.match(html, /aria-describedby="a\.b-hint a\.b-error"/)
    assert.match(html, /value="&lt;script>&quot;"/)
  })

  it('shows no error summary when nothing is wrong', () => {
    assert.equal(
      renderPage(
        <div>
          <ErrorSummary lang="en" problems={[]} />
        </div>,
      ),
      '<!doctype html><div></div>',
    )
  })
})

describe('a table', () => {
  const columns = [{ key: 'name', header: 'Name', sortable: true, names: true, cell: (row: { id: string }) => row.id }]
  const rowKey = (row: { id: string }) => row.id

  it('links the other direction from the sorted column and says the present one', () => {
    const sorting = {
      by: 'name',
      direction: 'ascending',
      hrefFor: (key: string, direction: string) => `?${key}=${direction}`,
    } as const
    const html = renderPage(
      <DataTable lang="en" caption="C" columns={columns} rows={[{ id: 'x' }]} rowKey={rowKey} sorting={sorting} />,
    )
    assert.match(html, /aria-sort="ascending"><a class="sort ascending" href="\?name=descending">/)
  })

  it('says in words that there is nothing', () => {
    assert.match(
      renderPage(<DataTable lang="fr" caption="C" columns={columns} rows={[]} rowKey={rowKey} />),
      /Rien pour le moment/,
    )
  })
})
