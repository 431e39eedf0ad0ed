import type { Context } from '@comity/accounts/contract'
import type { OpenAsset } from './asset-steps.ts'
import type { StepInput } from './contract.ts'

/** A freeze with an end starts a clock that runs until then; every later step tells it. */
export async function startFreezeClock(_ctx: Context, _asset: OpenAsset, _input: StepInput): Promise<void> {}
