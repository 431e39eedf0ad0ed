/** The thing with this person among those who wrote in it. */
export function withContributor<Written extends { readonly contributors: readonly string[] }>(
  thing: Written,
  personId: string,
): Written {
  return thing.contributors.includes(personId) ? thing : { ...thing, contributors: [...thing.contributors, personId] }
}
