/**
 * Compares two runs that differ in one setting: the page's first run, and one beside it with a worker of its own, a configuration that follows from
 * the first's, and the first's view: moving one moves both. They train in lockstep (`runs/scheduler.ts`).
 */
import { isDifference, secondConfig } from "../../state/comparison";
import { samePosition } from "../../state/position";
import { addNotice } from "../run/runEvents";
import type { RunBeside, Runs } from "../runs/runs";
import { mirroredView, VIEW_KEYS } from "./mirroredView";

/** Follows the comparison in the store of the run in front: adds the run beside it, opens it, and ends it. Returns what stops this. */
export function createComparing({ front, addBeside, end }: Pick<Runs, "front" | "addBeside" | "end">): () => void {
  const { store } = front;
  let other: RunBeside | null = null;
  let resolveOpened: () => void = () => undefined;

  function start(): RunBeside {
    const run = addBeside((begun) => {
      const { comparison } = store.getState();
      return comparison ? secondConfig(begun, comparison) : begun;
    });
    run.store.subscribe((now, before) => now.notices.slice(before.notices.length).forEach((notice) => addNotice(store, notice)));
    return run;
  }

  function mirrorView({ store: otherStore, pictureRequests }: RunBeside): void {
    const { z, class: k, config } = otherStore.getState();
    otherStore.setState(mirroredView(store.getState(), config));
    const now = otherStore.getState();
    if (!samePosition(now.z, z) || now.class !== k) pictureRequests.moved(performance.now());
  }

  front.keeper.listen({
    onOpening() {
      resolveOpened();
      const { comparison, begun } = store.getState();
      if (!comparison) return;
      if (!isDifference(begun, comparison) || begun.begin !== undefined) {
        store.setState({ comparison: null });
        addNotice(store, { kind: "comparison-ended" });
        return;
      }
      other ??= start();
      const settle = new Promise<void>((resolve) => { resolveOpened = resolve; });
      const config = other.configOf(begun);
      void other.keeper.open(config, { settle, state: mirroredView(store.getState(), config) });
    },
    onOpened: () => resolveOpened(),
  });
  return store.subscribe((now, before) => {
    if (other && now.comparison === null) {
      end(other);
      other = null;
    }
    if (!other) return;
    if (VIEW_KEYS.some((key) => now[key] !== before[key])) mirrorView(other);
    if (now.rewound !== before.rewound) void other.rewinding[now.replaying ? "rewindNear" : "rewind"](now.rewound).catch(() => undefined);
  });
}
