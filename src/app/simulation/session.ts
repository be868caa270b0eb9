/**
 * What a reader does in a simulation, from the first visit to a reload, and what must hold at the end whatever failed meanwhile. The reader is
 * patient: where the page says that something failed, they try again, and load the page again when that does not help.
 */
import { openTab, type Entry, type Tab } from "./tab";
import type { Surroundings } from "./browser";
import type { Shards } from "./shards";
import type { Thread, World } from "./world";

export interface Outcome {
  readonly losses: ReadonlyMap<number, readonly number[]>;
  /** What the page said to the reader: failures, notices, offers. */
  readonly said: readonly string[];
  /** The last step of the run when it was kept last, and after the page had been loaded again. */
  readonly beforeReload: number;
  readonly afterReload: number;
  /** Of the run's file; 0 where it could not be saved. */
  readonly savedBytes: number;
  /** Training came as far as was asked for. */
  readonly reached: boolean;
}

export const LINK = "model=vae&hidden=16&batch=16&latent=2&backend=wasm";
/** Steps trained before the live setting is turned, before the page is loaded again, and in all. */
const [TURNED, RELOADED, END] = [150, 300, 360];
/** Milliseconds of virtual time. The longest wait of the page itself is the 30 s for a worker that opens a run. */
const PATIENCE = 120_000;
const ATTEMPTS = 5;

/** `end`: steps trained in all, or some more where the page stood further already. */
export async function readerSession(world: World, surroundings: Map<Thread, Surroundings>, shards: Shards, end = END): Promise<Outcome> {
  const said = new Set<string>();
  let reached = true;
  let tab: Tab;
  const listen = () => {
    const { failure, notices, keptOffer } = tab.state();
    if (failure) said.add(`failure: ${failure.code}`);
    for (const { kind } of notices) said.add(`notice: ${kind}`);
    if (keptOffer) said.add(`offer: ${keptOffer.kind}`);
  };
  const open = async (entry: Entry) => {
    tab = await openTab(world, surroundings, shards, entry);
    await world.until(() => ["ready", "paused", "finished", "training", "failed"].includes(tab.state().phase), PATIENCE);
    listen();
  };
  /** As a reader does it: Train, and once more where it failed, and with the page loaded again where that does not help. */
  const trainTo = async (goal: number) => {
    for (let attempt = 0; tab.state().step < goal; attempt++) {
      if (attempt === ATTEMPTS) {
        reached = false;
        return;
      }
      await tab.session.train({ steps: goal - tab.state().step }).catch(() => undefined);
      await world.wait(300);
      listen();
      if (tab.state().step < goal && attempt >= 1) {
        const { entry } = tab;
        tab.close();
        await open(entry);
        await tab.session.pause().catch(() => undefined);
      }
    }
  };

  await open({ fragment: LINK, mark: null });
  await trainTo(TURNED);
  tab!.session.moveTo([0.5, -0.5]);
  await tab!.session.setHyperparameter("beta", 2);
  await world.wait(1000);
  void tab!.session.train({}).catch(() => undefined);
  await world.until(() => tab.state().step >= RELOADED || tab.state().phase === "failed", PATIENCE);
  await tab!.session.pause().catch(() => undefined);
  await world.wait(3000);
  listen();
  const beforeReload = tab!.state().step;
  const { entry } = tab!;
  tab!.close();
  await world.wait(100);
  await open(entry);
  const afterReload = tab!.state().step;
  await tab!.session.pause().catch(() => undefined);
  await trainTo(Math.max(end, tab!.state().step + 20));
  const savedBytes = await tab!.session.save().then(({ file }) => file.size, () => 0);
  await world.wait(1000);
  listen();
  const losses = tab!.losses();
  tab!.close();
  return { losses, said: [...said], beforeReload, afterReload, savedBytes, reached };
}
