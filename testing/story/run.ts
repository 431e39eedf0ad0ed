import { mkdir, readdir } from 'node:fs/promises'
import { startNetwork } from '../two-nodes.ts'
import { timelinesAgree } from './agree.ts'
import { leaveProof } from './leave-proof.ts'
import { playStory } from './play.ts'

/** One step of the story; `second` counts from its beginning. */
export interface Step {
  readonly second: number
  readonly side: string
  readonly who: string
  readonly did: string
}

export interface Story {
  readonly folder: string
  readonly steps: readonly Step[]
  /** Acts on the timeline that both sides agree on. */
  readonly acts: readonly string[]
  readonly files: readonly string[]
  /** Where the nodes' data is, when it was kept. */
  readonly kept: string | null
}

export interface StoryPlan {
  /** Empty or missing. */
  readonly folder: string
  /** Leaves the data folders of the nodes behind. */
  readonly keep: boolean
  say(step: Step): void
}

/** The folder for the story's files holds something already. */
export class FolderNotEmpty extends Error {}

/**
 * Boots three nodes, plays the whole story over their API, compares both sides and leaves the proof in the folder.
 *
 * @throws FolderNotEmpty
 */
export async function runStory({ folder, keep, say }: StoryPlan): Promise<Story> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new FolderNotEmpty(`${folder} is not empty; name a new folder`)
  const began = performance.now()
  const steps: Step[] = []
  const tell = (side: string, who: string, did: string): void => {
    const step = { second: Math.round((performance.now() - began) / 10) / 100, side, who, did }
    steps.push(step)
    say(step)
  }
  const network = await startNetwork({ keep })
  try {
    tell(
      '–',
      'network',
      'three nodes run, each a process with its own database and keys; both authorities have verified the directory',
    )
    const played = await playStory(network, tell)
    const acts = await timelinesAgree(played)
    tell('–', 'story', `both timelines agree: ${acts.join(', ')}`)
    const files = await leaveProof(folder, played)
    tell('–', 'story', `${files.length} files in ${folder}`)
    return { folder, steps, acts, files, kept: keep ? network.folder : null }
  } finally {
    await network.stop()
  }
}
