/** Three runs of one page, with real arithmetic: each is, to the bit, what it is alone. */
import "./quick";
import "./timed";
import { beforeAll, expect, it } from "vitest";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { ShownRun } from "../../../state/shownRuns";
import { useBackend } from "../../../../engine/testing";
import { resumePointOf } from "../../keptRuns/recalling";
import { readRun, writeRun } from "../../keptRuns/runStore";
import { readNow } from "../../runs/readNow";
import type { RunBeside } from "../../runs/runs";
import type { ThreadGlobals } from "./browser";
import { readShards, type Shards } from "./shards";
import { enterWorld, loadAll } from "./simulate";
import { openTab, type Entry, type Tab, type Visit } from "./tab";
import { World, type Thread } from "./world";

const LINK = "model=vae&hidden=16&batch=16&latent=2&backend=wasm";
/** The weights of the KL of the runs beside the first. */
const BETAS = [2, 4];
/** The step at which the runs are saved, and a setting of all is changed after they were restored. */
const SAVED = 120;
const END = 150;
const PATIENCE = 60_000;

let shards: Shards;
beforeAll(async () => {
  shards = await readShards();
  await useBackend("wasm");
  await loadAll();
}, 120_000);

const withBeta = (beta: number) => (front: RunConfig): RunConfig => ({ ...front, hyperparameters: { ...front.hyperparameters, beta } });
const idOf = (place: number) => String(place).repeat(32);

/** Returns the losses and weights of a run. */
async function numbersOf({ series }: ShownRun, run: Pick<RunBeside["keeper"], "call">) {
  const { step, tensors } = await run.call("snapshot", null);
  return { step, tensors, firstStep: series.firstStep, losses: series.columns.map((column) => [column, [...series.values(column)]]) };
}

it("a list of three runs trains, pauses, is saved, restored after a reload and closed", async () => {
  const world = new World();
  const globals = new Map<Thread, ThreadGlobals>();
  const leave = enterWorld(world, globals);
  const statesOf = ({ session: { runs } }: Tab) => [runs.front, ...runs.others.getState()].map(({ store }) => store.getState());
  const phasesOf = (tab: Tab) => statesOf(tab).map(({ phase }) => phase);
  const stepsOf = (tab: Tab) => statesOf(tab).map(({ step }) => step);
  const open = async (at: Entry | Visit): Promise<Tab> => {
    const tab = await openTab(world, globals, shards, at);
    await world.until(() => ["ready", "paused"].includes(tab.state().phase), PATIENCE);
    return tab;
  };

  /** Three runs, which a reload interrupts. */
  async function together() {
    const first = await open({ fragment: LINK, mark: null });
    world.within(first.thread, () => BETAS.forEach((beta) => {
      const run = first.session.runs.addBeside(withBeta(beta));
      void run.keeper.open(run.configOf(first.state().begun));
    }));
    await world.until(() => phasesOf(first).every((phase) => phase === "ready"), PATIENCE);
    void first.session.train();
    await world.until(() => first.state().step > 20, PATIENCE);
    await first.session.pause();
    const [paused] = stepsOf(first);
    expect(paused).toBeLessThan(SAVED);
    expect([stepsOf(first), phasesOf(first)]).toEqual([[paused, paused, paused], ["paused", "paused", "paused"]]);
    await first.session.train({ steps: SAVED - paused! });
    for (const [place, run] of first.session.runs.others.getState().entries()) {
      const { begun, snapshot, record } = await readNow(run);
      await writeRun({ head: { id: idOf(place), fragment: "", mark: place, model: begun.model, step: snapshot.step, keptAt: place, training: false, picture: null }, begun, forkedFrom: null, snapshot, record }, 0, "strict");
    }
    await world.wait(3000); // the run in front is saved by itself
    first.close();

    const again = await open(first.visit());
    const { runs } = again.session;
    const saved = await Promise.all(BETAS.map((_, place) => readRun(idOf(place))));
    world.within(again.thread, () => saved.forEach((whole, place) => {
      const { begun, snapshot, record } = resumePointOf(whole!, "");
      void runs.addBeside(withBeta(BETAS[place]!)).keeper.open(begun, { snapshot, record });
    }));
    await world.until(() => phasesOf(again).every((phase) => phase === "paused"), PATIENCE);
    expect(stepsOf(again)).toEqual([SAVED, SAVED, SAVED]);
    await again.session.setHyperparameter("lr", 0.002);
    await again.session.train({ steps: END - SAVED });
    const numbers = await Promise.all([runs.front, ...runs.others.getState()].map((run) => numbersOf(run, run.keeper)));
    world.within(again.thread, () => runs.others.getState().forEach(runs.end));
    const workers = [...globals.keys()].filter(({ name, ended }) => name.startsWith(`${again.thread.name} run`) && !ended);
    expect([phasesOf(again), workers.length]).toEqual([["paused"], 1]);
    await again.session.train({ steps: 1 }); // nothing holds it any more
    expect(stepsOf(again)).toEqual([END + 1]);
    again.close();
    return numbers;
  }

  async function alone(beta: string) {
    const tab = await open({ fragment: `${LINK}${beta}&then=${SAVED}:lr=0.002`, mark: null });
    await tab.session.train({ steps: END });
    const numbers = await numbersOf(tab, tab.session.runs.front.keeper);
    tab.close();
    return numbers;
  }

  try {
    await world.run(async () => {
      const numbers = await together();
      expect(numbers.map(({ step, losses }) => [step, losses.length > 0])).toEqual([[END, true], [END, true], [END, true]]);
      for (const [place, beta] of ["", ...BETAS.map((one) => `&beta=${one}`)].entries()) expect(numbers[place]).toEqual(await alone(beta));
    });
    expect(world.uncaught).toEqual([]);
  } finally {
    leave();
  }
});
