/** Runs one simulated session in its own world. */
import { closeDatabase } from "../../../state/database";
import { install, type ThreadGlobals } from "./browser";
import { CHAPTERS, type Chapter } from "./chapters";
import type { Outcome } from "./simulationSetup";
import type { Shards } from "./shards";
import { countStepsIn } from "./stepTime";
import { World, type Thread, type WorldOptions } from "./world";

/** Imports the scripts that sessions import on demand: that takes real time, which a virtual clock does not count. */
export const loadAll = () => Promise.all([import("../../keptRuns/keeping"), import("../../runFiles/runFiles"), import("../../runFiles/runCard"), import("../../../features/ownData/actions"), import("../../moments"), import("../../../../engine/slowMotion/slowStep")]);

export interface Simulated {
  readonly world: World;
  /** Null if the session threw `error`. */
  readonly outcome: Outcome | null;
  readonly error: unknown;
}

/** Runs a chapter's session. Never rejects. */
export async function simulate(shards: Shards, chapter: Chapter, options: WorldOptions = {}, more?: number): Promise<Simulated> {
  const world = new World(options);
  const globals = new Map<Thread, ThreadGlobals>();
  const leave = enterWorld(world, globals);
  try {
    return { world, outcome: await world.run(() => CHAPTERS[chapter].run({ world, globals, shards }, more)), error: null };
  } catch (error) {
    return { world, outcome: null, error };
  } finally {
    leave();
  }
}

/**
 * Replaces the runtime's clock, storage and locks by the world's, and collects unhandled rejections for which `counts` returns true. Returns a function
 * that restores the runtime.
 */
export function enterWorld(world: World, globals: ReadonlyMap<Thread, ThreadGlobals>, counts = () => true): () => void {
  const nobody: ThreadGlobals = { hidden: false, listeners: new Set() };
  void closeDatabase().catch(() => undefined); // the previous world's connection
  const uninstall = install(world, (thread) => globals.get(thread) ?? nobody);
  countStepsIn(world);
  const uncaught = (error: unknown) => { if (counts()) world.uncaught.push(error); };
  // Emscripten's code throws at every unhandled rejection, and would end the process.
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", uncaught);
  return () => {
    process.off("unhandledRejection", uncaught);
    for (const listener of listeners) process.on("unhandledRejection", listener);
    countStepsIn(null);
    uninstall();
  };
}
