/** The reader's actions in a drawn story (`storyPlayer.ts`). An action resolves when it has begun, unless it checks its immediate effect. */
import { fillIns } from "../../../features/fillIn/actions";
import type { MeasurementId } from "../../../../subject/measurements/registry";
import { sameRun } from "../../../state/keptRuns";
import type { PageParts } from "../../../state/pageParts";
import type { Session } from "../../../state/session";
import type { State } from "../../../state/store";
import { parse } from "../../../state/urlCodec";
import { listRuns } from "../../keptRuns/runStore";
import { checkSaved, CLASSES, runOf } from "./storyChecks";
import { decodedAt, numberAt } from "./stubTrainer";
import type { Tab } from "./tab";
import { LINK, LONG_ENOUGH, PAUSES, SHORT_PAUSES, type Action, type WeightedActions } from "./storyPlayer";

const OTHER_LINKS = [`${LINK}&seed=5`, `${LINK}&beta=3&then=40:beta=1`, `${LINK}&stop=150`];
/** Milliseconds that each read of a file takes. */
const READING = [0, 2, 20, 100];
const MEASURED: readonly MeasurementId[] = ["codes", "reconstructions"];

/** Returns a file whose reads take this long. */
const slow = (file: Blob, ms: number): Blob => ({
  size: file.size,
  slice: (from: number, to: number) => ({ arrayBuffer: async () => {
    await new Promise((resolve) => { setTimeout(resolve, ms); });
    return file.slice(from, to).arrayBuffer();
  } }),
}) as unknown as Blob; // no other members of a file are used

/** Returns an action that makes one call to a tab. */
const asks = (what: string, work: (tab: Tab) => unknown): Action => (story, tab) => story.act(tab, what, work);
/** Returns an action that opens another run, or the same again, in the task in which it begins. */
const opens = (what: string, work: (tab: Tab) => Promise<unknown>): Action => (story, tab) => story.act(tab, what, () => story.opening(tab, () => work(tab)), { opens: true });

const batch = (value: number): Action => opens(`batch ${value}`, ({ session }) => session.setHyperparameter("batch", value));
const seed = (value: number): Action => opens(`seed ${value}`, ({ session }) => session.setSeed(value));

const train: Action = (story, tab) => story.act(tab, "train", () => tab.session.train({}), { trains: true });
const trainSteps: Action = (story, tab) => {
  const steps = story.pick([1, 4, 30, 120]);
  return story.act(tab, `train ${steps}`, () => tab.session.train({ steps }), { trains: true });
};
const oneStep: Action = (story, tab) => story.act(tab, "step", () => tab.session.step(), { trains: true });

const pause: Action = async (story, tab) => {
  const call = await story.act(tab, "pause", () => tab.session.pause(), { pauses: true });
  const alone = story.underWay(tab).every((one) => one.trains || one.pauses);
  if (story.draw() < 0.5) return;
  if (!(await story.settled([call]))) return story.problem("pause does not end");
  const { run, phase, step } = tab.state();
  if (phase === "training" && alone) return story.problem("it trains after it was paused");
  await story.world.wait(story.pick(PAUSES));
  const now = tab.state();
  if (alone && now.run === run && phase !== "opening" && now.step !== step) story.problem(`steps are made after the pause: ${step} → ${now.step}`);
};

const drag: Action = async (story, tab) => {
  const moves = 1 + Math.floor(story.draw() * 3);
  for (let i = 0; i < moves; i++) {
    const z = [0, 1].map(() => Math.round(story.draw() * 400 - 200) / 100);
    await story.act(tab, `drag to ${z.join()}`, () => tab.session.moveTo(z));
    await story.world.wait(story.pick([0, 1, 5, 20, 40]));
  }
};
const pickClass: Action = (story, tab) => {
  const k = story.pick(CLASSES);
  return story.act(tab, `class ${k}`, () => tab.session.pickClass(k));
};

const rewind: Action = (story, tab) => {
  const { keyframes, step } = tab.state();
  const to = keyframes.length > 0 && story.draw() < 0.8 ? story.pick([story.pick(keyframes), Math.floor(story.draw() * step)]) : null;
  return story.act(tab, `rewind to ${to}`, () => tab.session.rewind(to), { rewindsTo: to });
};
/** Forks the run at the displayed step, unless something else is requested first. */
const fork: Action = (story, tab) => story.act(tab, `fork at ${tab.state().rewound}`, () => {
  const { rewound, begun } = tab.state();
  if (rewound !== null) story.expect(tab, `a fork of ${runOf(begun)}`, (now) => runOf(now.begun) === runOf(begun));
  return tab.session.fork();
}, { opens: true, forks: true });
const endFork: Action = (story, tab) => story.act(tab, "fork no more", () => {
  const { forking, run } = tab.state();
  const opensAnother = story.underWay(tab).some(({ opens, forks }) => opens && !forks); // perhaps since the fork began
  if (forking !== null && !opensAnother) story.expect(tab, "the run that was not forked", (now) => now.run === run);
  return tab.session.endFork();
});
const forkAndEnd: Action = async (story, tab) => {
  await rewind(story, tab);
  await story.world.wait(story.pick(PAUSES));
  await fork(story, tab);
  await story.world.wait(story.pick(SHORT_PAUSES));
  await (story.draw() < 0.5 ? endFork : seed(1 + Math.floor(story.draw() * 5)))(story, tab);
};

const compare: Action = opens("compare", ({ session }) => session.compare({ kind: "setting", id: "beta", value: 7 }));

const save: Action = (story, tab) => story.act(tab, "save", async () => {
  const saved = await tab.session.save();
  checkSaved(saved, story.problem);
  story.saved.push(saved);
});
const load: Action = (story, tab) => {
  if (story.saved.length === 0) return save(story, tab);
  const { file, config } = story.pick(story.saved.slice(-3));
  const ms = story.pick(READING);
  return story.act(tab, `load seed ${config.seed} within ${ms} ms`, () => {
    story.expect(tab, `the file of seed ${config.seed}`, ({ begun }) => runOf(begun) === runOf(config));
    return tab.session.load(slow(file, ms));
  }, { opens: true });
};
const openLink: Action = (story, tab) => {
  const link = story.pick(OTHER_LINKS);
  return opens(`open ${link.slice(LINK.length)}`, ({ session }) => session.openFragment(link))(story, tab);
};
const openKept: Action = (story, tab) => {
  const which = story.pick([0, 0, 1, 2]);
  return story.act(tab, `open the kept run ${which}`, async () => {
    const { anything } = story;
    const kept = await tab.session.keptRuns();
    const run = (await kept!.list()).runs[which];
    if (!run) return;
    const { config } = parse(run.fragment);
    if (anything === story.anything) story.expect(tab, `the kept run of seed ${config.seed}`, ({ begun }) => begun.seed === config.seed);
    else story.expectAnything(tab);
    await kept!.open(run.id);
  }, { opens: true });
};
/** Returns the page's interface for features. */
const pageParts = (page: PageParts) => page;
/** Opens a moment of a talk. */
const openMoment: Action = (story, tab) => {
  const fragment = story.pick(OTHER_LINKS.slice(0, 2)) + story.pick(["", "&autostart=1"]);
  const step = story.pick([null, 30]);
  return story.act(tab, `open the moment ${fragment.slice(LINK.length)} at ${step}`, () => {
    story.expect(tab, `the moment ${fragment}`, ({ begun }) => begun.seed === parse(fragment).config.seed);
    return tab.session.actions(pageParts).openAt({ fragment, step });
  }, { opens: true, trains: true });
};

/** Checks that "Undo" brings the same run and position back. */
const undo: Action = async (story, tab) => {
  const alone = story.underWay(tab).length === 0;
  let undoStep: State["undoStep"] = null;
  let left: State | undefined;
  const call = await story.act(tab, `undo to ${tab.state().undoStep}`, () => {
    ({ undoStep } = tab.state()); // the history may have moved since
    left = story.left.get(tab);
    story.expect(tab, "", () => true); // the run may still be being left
    return story.opening(tab, () => tab.session.undo());
  }, { opens: true });
  if (undoStep === null || !left || !alone) return;
  const { begun, z, step } = tab.state();
  const [now, before] = [{ begun, z, step }, { begun: left.begun, z: left.z, step: undoStep }].map((shown) => JSON.stringify({ ...shown, begun: { ...shown.begun, then: [] } }));
  if (now !== before) story.problem(`undo brings back ${now} instead of ${before}`);
  if (story.draw() < 0.5) await story.settled([call]);
};
const goBack: Action = async (story, tab) => {
  story.say(`${story.tabs.indexOf(tab)} goes back in the history`);
  story.expectAnything(tab);
  tab.go(-1);
};

const PLANES = {
  components: (session) => session.showComponents(), strongest: (session) => session.showStrongest(), dimensions: (session) => session.showDimensions([1, 0]),
} satisfies { readonly [kind: string]: (session: Session) => unknown };
const showPlane: Action = (story, tab) => {
  const plane = story.pick(Object.keys(PLANES) as (keyof typeof PLANES)[]);
  return story.act(tab, `plane ${plane}`, () => PLANES[plane](tab.session), { plane });
};

const measure: Action = (story, tab) => {
  const id = story.pick(MEASURED);
  return story.act(tab, `measure ${id}`, () => tab.session.measure(id), { measures: id });
};
/** Opens the panel that fills in, or requests other fill-ins. */
const fillIn: Action = (story, tab) => story.act(tab, "fill in", () => {
  story.fillsIn(tab, true);
  tab.store.setState(({ fillIn: before }) => ({ fillIn: { ...before, draw: before.draw + 1 } }));
});
/** Closes that panel. */
const endFillIn: Action = (story, tab) => story.act(tab, "fill in no more", () => {
  story.fillsIn(tab, false);
  if (tab.state().filling !== null) return tab.session.actions(fillIns).endComplete();
});
const decode: Action = (story, tab) => story.act(tab, "decode", async () => {
  const z = [story.draw(), story.draw()];
  const { pixels, step } = await tab.session.decode(z, 0);
  if (pixels[0] !== decodedAt(numberAt(tab.state().begun, step), z, 0)) story.problem(`what was decoded at step ${step} is not of the displayed run`);
});

const hide: Action = async (story, tab) => {
  story.say(`${story.tabs.indexOf(tab)} is hidden, and shown again`);
  tab.hide(true);
  await story.world.wait(story.pick(PAUSES));
  tab.hide(false);
};

/** Closes the tab and opens another one at the address without a fragment, which must show the last kept run. */
const comeBack: Action = async (story, tab) => {
  const { runs } = await listRuns();
  const { keptAs } = tab.state(); // a move in the history may have arrived meanwhile
  if (story.tabs.length > 1 || !runs.some(({ id }) => id === keptAs)) return;
  story.say("0 is closed, and the bare address is opened");
  story.close(tab, false);
  const kept = (await listRuns()).runs.find(({ id }) => id === keptAs)!;
  const { step, keptAs: shown } = (await story.open({ fragment: "", mark: null })).state();
  if (shown !== keptAs || step < kept.step) story.problem(`the bare address opens step ${step} of the run ${shown} instead of ${kept.step} of ${keptAs}`);
};

/** Reloads the page, which must show the run up to its last saved step. */
const reload = (killed: boolean): Action => async (story, tab) => {
  story.say(`${story.tabs.indexOf(tab)} is ${killed ? "killed" : "closed"}, and opened again`);
  const { entry } = tab;
  const { keptAs: shown } = tab.state();
  story.close(tab, killed);
  if (story.draw() < 0.5) await story.world.wait(story.pick(PAUSES));
  const { config } = parse(entry.fragment);
  const runsHere = async () => (await listRuns()).runs.filter(({ mark, fragment }) => mark === entry.mark && sameRun(parse(fragment).config, config));
  const kept = (await runsHere()).find(({ id }) => id === shown);
  const again = await story.open(tab.visit());
  const { step, keptAs } = again.state();
  // Another tab may have moved the run to another entry meanwhile, or left a second run at this one: then the page shows either of them.
  const [only, ...others] = await runsHere();
  if (!kept || only?.id !== kept.id || others.length > 0) return;
  if (parse(entry.fragment).comparison === null && (step < kept.step || keptAs === null)) {
    story.problem(`the page was loaded again at step ${step}, and the run is kept at ${kept.step}`);
  }
};

/** Opens a second tab, as a duplicate or with the link. If there are two tabs, closes one. */
const secondTab: Action = async (story, tab) => {
  if (story.tabs.length === 2) {
    story.say(`${story.tabs.indexOf(tab)} is closed for good`);
    return story.close(tab, false);
  }
  const { fragment } = tab.entry;
  const duplicates = story.draw() < 2 / 3;
  story.say(`a second tab ${duplicates ? "is a duplicate at" : "opens"} "${fragment.slice(LINK.length)}"`);
  await story.open(duplicates ? tab.visit() : { fragment, mark: null });
};

/** Replaces a run that is worth saving, brings it back while it is still being left, and then does something else. */
const changeOfMind: Action = async (story, tab) => {
  const another: readonly Action[] = [openLink, batch(story.pick([16, 32])), seed(1 + Math.floor(story.draw() * 5))];
  await train(story, tab);
  await story.world.wait(LONG_ENOUGH);
  for (const choices of [another, [undo, undo, goBack], [...another, load, openKept, openMoment, pause, train]]) {
    await story.pick(choices)(story, tab);
    await story.world.wait(story.pick(SHORT_PAUSES));
  }
};

/** Actions with their weights. They resolve at once, so they can overlap. */
export const QUICK_ACTIONS: WeightedActions = [
  [4, train], [3, trainSteps], [2, oneStep], [1, drag],
  [2, (story, tab) => {
    const [id, value] = story.pick([["beta", 2], ["beta", 0.5], ["lr", 0.01], ["beta", 1]] as const);
    return asks(`${id} ${value}`, ({ session }) => session.setHyperparameter(id, value))(story, tab);
  }],
  [2, (story, tab) => batch(story.pick([16, 32, 64]))(story, tab)],
  [2, (story, tab) => seed(1 + Math.floor(story.draw() * 5))(story, tab)],
  [1, opens("reset", ({ session }) => session.reset())],
  [2, rewind], [2, fork], [1, endFork], [1, compare], [1, asks("compare no more", ({ session }) => session.compare(null))],
  [1, save], [3, load], [2, openLink], [4, openKept], [2, openMoment], [3, undo], [2, goBack],
  [2, measure], [1, asks("measure no more", ({ session }) => session.endMeasure())],
  [2, fillIn], [1, endFillIn],
  [2, showPlane], [1, asks("influence", ({ session }) => session.findInfluence())],
  [1, decode], [1, pickClass],
];
/** Actions that take some time themselves. */
export const LONG_ACTIONS: WeightedActions = [
  [8, pause], [6, drag], [2, hide], [4, reload(false)], [2, reload(true)], [2, comeBack], [4, secondTab], [3, forkAndEnd], [5, changeOfMind],
];
