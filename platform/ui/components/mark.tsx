/** The mark: two open rings clasped into each other, one for each side of a request. Decorative; the name stands beside it. */
export function Mark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg class="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path class="mark-theirs" fill="none" stroke-width="3.6" d="M13.2 9.6A7.6 7.6 0 1 1 13.2 22.4" />
      <path class="mark-ours" fill="none" stroke-width="3.6" d="M18.8 22.4A7.6 7.6 0 1 1 18.8 9.6" />
    </svg>
  )
}
