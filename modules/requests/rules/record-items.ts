/** The list with the item, unless one of its number is there. */
export function added<Item extends { readonly id: string }>(items: readonly Item[], item: Item): Item[] {
  return items.some(({ id }) => id === item.id) ? [...items] : [...items, item]
}

/** The list with the change made to the item of that number. */
export function changed<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  change: (item: Item) => Item,
): Item[] {
  return items.map((item) => (item.id === id ? change(item) : item))
}
