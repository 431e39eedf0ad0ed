/** The mark: two open rings clasped into each other, one for each side of a request. Decorative; the name stands beside it. */
export function Mark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg class="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path class="mark-ours" fill="none" stroke-width="3.4" d="M14.9 22.1A8 8 0 1 0 14.9 9.9" />
      <path class="mark-theirs" fill="none" stroke-width="3.4" d="M17.1 9.9A8 8 0 1 0 17.1 22.1" />
      <path class="mark-ours" fill="none" stroke-width="3.4" d="M14.9 22.1A8 8 0 0 0 20 24" />
    </svg>
  )
}
