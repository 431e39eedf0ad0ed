import { extractText, getDocumentProxy } from 'unpdf'
import { popplerPages } from './poppler.ts'

/** Pages that are read: beyond, a file is found by its beginning. */
const MAX_PAGES = 2_000

const arabicScript = /[\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFF]/

/**
 * The text of a PDF, page by page. Pages with Arabic script are read by poppler where it is installed: PDF.js gives their words
 * backwards and in presentation forms. Null if it is not a PDF.
 */
export async function pdfText(bytes: Uint8Array): Promise<string | null> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return null
  // PDF.js takes the buffer for itself.
  const document = await getDocumentProxy(bytes.slice(), { useSystemFonts: false, verbosity: 0 })
  const pages =
    document.numPages > MAX_PAGES ? await firstPages(document) : (await extractText(document, { mergePages: false })).text
  if (!pages.some((page) => arabicScript.test(page))) return pages.join('\n')
  const others = await popplerPages(bytes)
  return pages.map((page, at) => (arabicScript.test(page) ? (others?.[at] ?? page.normalize('NFKC')) : page)).join('\n')
}

async function firstPages(document: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<string[]> {
  const pages: string[] = []
  for (let number = 1; number <= MAX_PAGES; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return pages
}
