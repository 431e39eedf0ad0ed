import assert from 'node:assert/strict'

/** Amounts are whole numbers of a ten-thousandth: nothing is ever rounded but by {@link converted}. */
const PLACES = 4
const UNIT = 10n ** BigInt(PLACES)
const RATE_PLACES = 10
const RATE_UNIT = 10n ** BigInt(RATE_PLACES)

/** A decimal string, as the contract's `Amount`, to ten-thousandths. */
export function amountOf(text: string): bigint {
  return scaled(text, PLACES)
}

/** Ten-thousandths as a decimal string with at least two decimals. */
export function amountText(amount: bigint): string {
  const size = amount < 0n ? -amount : amount
  const decimals = String(size % UNIT)
    .padStart(PLACES, '0')
    .replace(/0{1,2}$/, '')
  return `${amount < 0n ? '-' : ''}${size / UNIT}.${decimals}`
}

/** An amount in another currency, half to even at that currency's smallest unit (ISO 4217). */
export function converted(amount: bigint, rate: string, currency: string): bigint {
  const step = 10n ** BigInt(PLACES - minorDigits(currency))
  return divided(amount * scaled(rate, RATE_PLACES), RATE_UNIT * step) * step
}

/** Percent with at most two decimals of an amount, and what remains: the two always make the whole. */
export function split(amount: bigint, percent: string, currency: string): readonly [bigint, bigint] {
  const step = 10n ** BigInt(PLACES - minorDigits(currency))
  const part = divided(amount * scaled(percent, 2), 10_000n * step) * step
  return [part, amount - part]
}

/** Decimals of a currency's smallest unit, as the platform's table of ISO 4217 has it. */
export function minorDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return Math.min(maximumFractionDigits ?? 2, PLACES)
}

function scaled(text: string, places: number): bigint {
  const [whole = '', decimals = ''] = text.split('.')
  assert(/^-?\d+$/.test(whole) && /^\d*$/.test(decimals) && decimals.length <= places, 'a checked decimal number')
  return BigInt(whole + decimals.padEnd(places, '0'))
}

function divided(number: bigint, by: bigint): bigint {
  const whole = number / by
  const twice = (number % by) * 2n
  if (twice > by || (twice === by && whole % 2n === 1n)) return whole + 1n
  return whole
}
