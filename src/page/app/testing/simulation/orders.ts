/**
 * Short stories of one reader with one or two tabs, drawn from a seed: what the reader does (`storyActions.ts`), when, and in which order the tasks
 * of pages, workers and database run. Some actions begin before the previous ones are done. After each action, and when everything has settled,
 * invariants are checked (`storyChecks.ts`). It needs the stubs of `orders.test.ts`: steps without arithmetic, and pictures of one number.
 */
import { database } from "../../../state/database";
import type { ThreadGlobals } from "./browser";
import { drawUniforms, type Draw } from "./draw";
import { enterWorld } from "./simulate";
import { LONG_ACTIONS, QUICK_ACTIONS } from "./storyActions";
import { watchWrites } from "./storyChecks";
import { StoryPlayer } from "./storyPlayer";
import { World, type Thread } from "./world";

export interface Story {
  /** Descriptions of the reader's actions. */
  readonly actions: readonly string[];
  /** Descriptions of violated invariants; empty if there are none. */
  readonly problems: readonly string[];
  /** Returns every task in its order, with its thread and its time, and every action. */
  trace(): readonly string[];
}

/** A blob that delivers its bytes immediately. The runtime's own blobs deliver them when its threads have time. */
class HereBlob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  constructor(parts: readonly (Uint8Array | string)[] = []) {
    this.#bytes = new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
  }
  get size(): number { return this.#bytes.length; }
  slice(from = 0, to = this.size): HereBlob { return new HereBlob([this.#bytes.subarray(from, to)]); }
  async arrayBuffer(): Promise<ArrayBuffer> { return this.#bytes.slice().buffer; }
  async text(): Promise<string> { return new TextDecoder().decode(this.#bytes); }
}

/** Replaces what differs between two runs of one seed: random bytes, and blobs that arrive late. Returns a function that restores both. */
function installDrawn(draw: Draw): () => void {
  const { Blob: blob } = globalThis;
  const random = crypto.getRandomValues.bind(crypto);
  globalThis.Blob = HereBlob as never; // the casts: Node's types of both are not the browser's
  crypto.getRandomValues = (<T extends Uint8Array>(into: T): T => into.map(() => draw() * 256) as T) as never;
  return () => {
    globalThis.Blob = blob;
    crypto.getRandomValues = random;
  };
}

/** Plays the story of this seed, which is always the same. `traced`: its trace also has the messages and the patches of stores. */
export async function playStory(seed: number, traced = false): Promise<Story> {
  const world = new World({ seed, alone: true });
  const globals = new Map<Thread, ThreadGlobals>();
  // Rejections in a closed page do not count: its transactions are aborted.
  const leave = enterWorld(world, globals, () => !world.current.ended);
  const uninstallDrawn = installDrawn(drawUniforms(2 ** 31 + seed));
  const player = new StoryPlayer(world, drawUniforms(2 ** 30 + seed), globals, traced);
  const unwatch = watchWrites(world, player.problem);
  try {
    await world.run(async () => {
      await database();
      await player.play(QUICK_ACTIONS, LONG_ACTIONS);
    });
  } catch (error) {
    player.problem(`the story ended: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    unwatch();
    uninstallDrawn();
    leave();
  }
  return player;
}
