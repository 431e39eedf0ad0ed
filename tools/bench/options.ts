/** How a bench is run. */
export interface BenchOptions {
  /** Runs of each that alternate; their medians are shown. */
  readonly pairs: number
  /** The data folder of a large office, made when it is not there. */
  readonly folder: string
  /** How many requests it gets when it is made. */
  readonly requests: number
  /** Plans are printed whole. */
  readonly full: boolean
}
