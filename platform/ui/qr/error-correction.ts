/** Arithmetic in GF(256) with the polynomial of ISO/IEC 18004, and the Reed–Solomon words over it. */
const POLYNOMIAL = 0x11d

const powers: readonly number[] = powersOfTwo()
const logs: ReadonlyMap<number, number> = new Map(powers.slice(0, 255).map((value, exponent) => [value, exponent]))

function powersOfTwo(): number[] {
  const all = [1]
  for (let exponent = 1; exponent < 510; exponent += 1) {
    const doubled = (all[exponent - 1] ?? 0) * 2
    all.push(doubled > 255 ? doubled ^ POLYNOMIAL : doubled)
  }
  return all
}

/** The product of two elements. */
export function times(one: number, other: number): number {
  if (one === 0 || other === 0) return 0
  return powers[(logs.get(one) ?? 0) + (logs.get(other) ?? 0)] ?? 0
}

/** The remainder of the data words: `count` words that let a reader mend what is dirty. */
export function errorWords(data: readonly number[], count: number): number[] {
  const generator = generatorOf(count)
  let rest = Array.from({ length: count }, () => 0)
  for (const word of data) {
    const factor = word ^ (rest[0] ?? 0)
    rest = [...rest.slice(1), 0].map((value, place) => value ^ times(generator[place] ?? 0, factor))
  }
  return rest
}

/** Coefficients after the leading one of (x − 1)(x − 2)(x − 4)… */
function generatorOf(count: number): number[] {
  let all = [1]
  for (let exponent = 0; exponent < count; exponent += 1) {
    const root = powers[exponent] ?? 1
    all = [...all, 0].map((value, place) => value ^ times(all[place - 1] ?? 0, root))
  }
  return all.slice(1)
}
