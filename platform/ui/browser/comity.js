// What pages add for browsers with JavaScript; every page works without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
document.documentElement.classList.add('js')

// Autosave: one request at a time, after a pause in typing; tried again until it arrives.
const pauseMs = 1200,
  retryMs = 5000
const unsaved = new Set()

function autosave(form) {
  const state = form.querySelector('[data-save-state]')
  let timer,
    version = 0,
    busy = false,
    ended = false
  const say = (text, failed) => {
    state.textContent = text
    state.classList.toggle('failed', failed)
  }
  const later = (ms) => {
    clearTimeout(timer)
    if (!ended) timer = setTimeout(save, ms)
  }
  async function save() {
    if (busy || ended) return
    busy = true
    const sent = version
    say(form.dataset.saving, false)
    try {
      const body = new FormData(form)
      const plain = new URLSearchParams([...body].filter(([, value]) => typeof value === 'string'))
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST',
        body: plain,
        headers: { 'x-comity-autosave': '1' },
        signal: AbortSignal.timeout(20000),
      })
      if (!answer.ok) throw answer
      // The answer may renew hidden fields, such as the revision from which the next save goes on.
      if (answer.headers.get('content-type')?.startsWith('application/json')) renew(form, await answer.json())
      const time = new Intl.DateTimeFormat(document.documentElement.lang + '-u-nu-latn', {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(new Date())
      say(form.dataset.saved.replace('{time}', time), false)
      if (sent === version) unsaved.delete(form)
      else later(pauseMs)
    } catch {
      say(form.dataset.notSaved, true)
      later(retryMs)
    } finally {
      busy = false
    }
  }
  form.addEventListener('input', () => {
    version++
    later(pauseMs)
  })
  form.addEventListener('submit', () => {
    ended = true
    clearTimeout(timer)
  })
  addEventListener('online', () => {
    if (unsaved.has(form)) later(0)
  })
}

function renew(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name)
    if (field?.type === 'hidden') field.value = value
  }
}

for (const form of all('form[data-guard]')) {
  form.addEventListener('input', () => unsaved.add(form))
  form.addEventListener('submit', () => unsaved.clear())
  if (form.dataset.autosave) autosave(form)
}
addEventListener('beforeunload', (event) => {
  if (unsaved.size > 0) event.preventDefault()
})

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-opens]')
  const dialog = opener && document.getElementById(opener.dataset.opens)
  if (dialog) {
    event.preventDefault()
    dialog.showModal()
  }
  const copier = event.target.closest('[data-copy]')
  if (copier) void copy(copier)
})

async function copy(button) {
  const label = button.textContent
  await navigator.clipboard.writeText(button.dataset.copy)
  button.textContent = button.dataset.copied
  setTimeout(() => {
    button.textContent = label
  }, 2000)
}

for (const table of all('[data-select-table]')) {
  const head = table.querySelector('[data-select-all]'),
    boxes = all('tbody .pick input', table)
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length
    head.checked = chosen === boxes.length
    head.indeterminate = chosen > 0 && !head.checked
  }
  table.addEventListener('change', (event) => {
    if (event.target === head) for (const box of boxes) box.checked = head.checked
    show()
  })
  show()
}

// Arrow keys change a select on each press: who uses them gets the button instead (WCAG 3.2.2).
for (const form of all('[data-language]')) {
  form.addEventListener('keydown', () => form.classList.add('by-key'))
  form.addEventListener('change', () => {
    if (!form.classList.contains('by-key')) form.requestSubmit()
  })
}

for (const tabs of all('[data-tabs] nav'))
  tabs.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key],
      links = all('a', tabs)
    if (!step) return
    const way = getComputedStyle(tabs).direction === 'rtl' ? -step : step
    links.at((links.indexOf(document.activeElement) + way) % links.length)?.focus()
  })

for (const area of all('textarea[data-limit]')) {
  const shown = document.querySelector(`[data-counts="${CSS.escape(area.name)}"]`)
  const count = () => {
    shown.textContent = `${area.value.length} / ${area.dataset.limit}`
  }
  area.addEventListener('input', count)
  count()
}
document.querySelector('[data-focus]')?.focus()
