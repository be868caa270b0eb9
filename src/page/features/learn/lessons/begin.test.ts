/** Begin, Continue, Back and Next: the run that the reader left is opened again at its step; where there is none, the lesson's run opens at step 0. */
import { beforeEach, expect, test, vi } from "vitest";
import { ElboError } from "../../../../core/errors";
import { step } from "../../../../core/run/ids";
import { createAppStore } from "../../../state/createAppStore";
import type { KeptRun } from "../../../state/keptRuns";
import type { WrittenState } from "../../../state/store";
import { parse } from "../../../state/urlCodec";
import type { Session } from "../../../state/session";
import type { LessonId } from "../../../../course/lessons/ids";
import type { Notes } from "../slice";
import { begin, beginLinked, showStage } from "./begin";
import { EMPTY_NOTES } from "./notebook";

const RUN = "model=vae&pool=growing&seed=1";
const [PREDICT, COMPARE, PREDICT_FREE, RUN_FREE, REPAIR] = [0, 2, 3, 4, 7] as const;

const run = (id: string, fragment: string, at: number, keptAt: number): KeptRun =>
  ({ id, fragment, step: at, keptAt, name: null, mark: 1, model: "vae", training: false, picture: null, bytes: 1, pastBytes: 0 });

/** Continues the lesson on the terms of the ELBO. Resolves to what the page opens: a saved run by its id, a link, or nothing. */
async function continueAt(at: number, runs: readonly KeptRun[] | null, shown: Partial<WrittenState> = {}, notes: Partial<Notes> = {}, open = vi.fn(async (_: string, __?: string) => undefined), lesson: LessonId | null = null) {
  const store = createAppStore({ begun: parse("model=gan").config, step: step(0), notebook: { [lesson ?? "elbo-terms"]: { ...EMPTY_NOTES, at, ...notes } }, lesson, ...shown });
  const openFragment = vi.fn(async (_: string) => undefined);
  const list = vi.fn(async () => {
    if (!runs) throw new ElboError("storage-blocked", "Another tab has the database.");
    return { runs, newer: 0 };
  });
  const session = { openFragment, keptRuns: async () => ({ list, open }) } as unknown as Session; // no other members are used
  if (lesson === null) await begin({ store, session }, "elbo-terms");
  else await showStage({ store, session }, lesson, at);
  return { saved: open.mock.calls, links: openFragment.mock.calls.flat(), lists: list.mock.calls.length, state: store.getState() };
}

beforeEach(() => {
  vi.stubGlobal("addEventListener", () => undefined);
  return () => void vi.unstubAllGlobals();
});

test("Continue opens the saved run of the stage at its step, by the lesson's link", async () => {
  const runs = [run("short", RUN, 120, 3), run("other", "model=vae&seed=2", 400, 2), run("left", RUN, 400, 1)];
  for (const at of [COMPARE, PREDICT_FREE, RUN_FREE]) {
    const { saved, links } = await continueAt(at, runs);
    expect(saved, String(at)).toEqual([["left", expect.stringMatching(/^model=vae&pool=growing&seed=1.*&stop=\d00&lesson=elbo-terms$/)]]);
    expect(links).toEqual([]);
  }
  expect((await continueAt(COMPARE, runs.slice(0, 2))).saved).toEqual([["short", `${RUN}&stop=400&lesson=elbo-terms`]]);
});

test("a run with other settings, on another backend, or beyond the stage's step is not opened: the lesson's run opens at step 0", async () => {
  const others = [run("passed", RUN, 401, 5), run("backend", `${RUN}&backend=cpu`, 400, 4), run("changed", `${RUN}&then=120:beta=3`, 400, 3), run("smaller", `${RUN}&hidden=16`, 400, 2)];
  const { saved, links } = await continueAt(COMPARE, others);
  expect({ saved, links }).toEqual({ saved: [], links: [`${RUN}&stop=400&lesson=elbo-terms`] });
});

test("a question stands beside no run that answers it, and Begin reads no saved runs", async () => {
  expect(await continueAt(PREDICT, [run("left", RUN, 120, 1)])).toMatchObject({ saved: [], lists: 0, links: [`${RUN}&stop=400&lesson=elbo-terms`] });
  expect((await continueAt(PREDICT_FREE, [run("answers", `${RUN}&then=400:beta=0`, 600, 1)])).saved).toEqual([]);
});

test("the repair continues with its newest run, which no step limits", async () => {
  const runs = [run("newer", `${RUN}&then=400:beta=0,900:beta=1`, 1000, 2), run("longer", `${RUN}&then=400:beta=0`, 1500, 1)];
  expect((await continueAt(REPAIR, runs)).saved).toEqual([["newer", `${RUN}&then=400:beta=0&lesson=elbo-terms`]]);
});

test("if the page still has the run, nothing is opened: the lesson is shown beside it", async () => {
  const { saved, links, state } = await continueAt(RUN_FREE, [], { begun: parse(RUN).config, step: step(400), lesson: null, room: "lab" });
  expect({ saved, links }).toEqual({ saved: [], links: [] });
  expect(state).toMatchObject({ lesson: "elbo-terms", room: "learn", step: 400, stop: 800 });
});

test("where saved runs cannot be read, the lesson's run opens at step 0; another failure is reported", async () => {
  const fresh = [`${RUN}&stop=400&lesson=elbo-terms`];
  expect((await continueAt(COMPARE, null)).links).toEqual(fresh);
  const failing = (code: "bad-snapshot" | "superseded") => vi.fn(async () => { throw new ElboError(code, "no"); });
  expect((await continueAt(COMPARE, [run("damaged", RUN, 400, 1)], {}, {}, failing("bad-snapshot"))).links).toEqual(fresh);
  await expect(continueAt(COMPARE, [run("left", RUN, 400, 1)], {}, {}, failing("superseded"))).rejects.toMatchObject({ code: "superseded" });
});

const COLLAPSE = "model=vae&beta=40&pool=growing&seed=1";
const back = { outcomes: { dear: { measured: {}, curve: [] }, back: { measured: {}, curve: [] } } } satisfies Partial<Notes>;
/** Goes to a stage of the lesson on posterior collapse from the run of another stage. Resolves to what the page opens. */
const goTo = (at: number, from: string, fromStep: number, runs: readonly KeptRun[], notes: Partial<Notes> = back) =>
  continueAt(at, runs, { begun: parse(from).config, step: step(fromStep) }, notes, undefined, "posterior-collapse");

test("Back opens the saved run of a stage with another run, at its step, and Next that of the repair", async () => {
  const [whole, repaired] = [run("whole", `${COLLAPSE}&then=400:beta=1`, 700, 2), run("repaired", "model=vae&beta=30&pool=growing&seed=1&then=400:beta=8", 600, 3)];
  for (const at of [5, 6]) {
    const { saved, links } = await goTo(at, "model=vae&beta=30&pool=growing&seed=1", 0, [repaired, whole]);
    expect(saved, String(at)).toEqual([["whole", `${COLLAPSE}&then=400:beta=1&stop=700&lesson=posterior-collapse`]]);
    expect(links).toEqual([]);
  }
  const { saved, links } = await goTo(7, `${COLLAPSE}&then=400:beta=1`, 700, [repaired, whole]);
  expect({ saved, links }).toEqual({ saved: [["repaired", "model=vae&beta=30&pool=growing&seed=1&lesson=posterior-collapse"]], links: [] });
});

test("Back and Next open nothing if the current run belongs to the stage or continues it, and no run at step 0 if there is nothing to ask", async () => {
  const whole = run("whole", `${COLLAPSE}&then=400:beta=1`, 700, 2);
  for (const [at, fragment, current] of [[6, `${COLLAPSE}&then=400:beta=1`, 700], [2, `${COLLAPSE}&then=400:beta=1`, 700], [5, `${COLLAPSE}&then=400:beta=1`, 900], [1, COLLAPSE, 120]] as const) {
    expect(await goTo(at, fragment, current, [whole]), String(at)).toMatchObject({ saved: [], links: [] });
  }
  expect(await goTo(1, COLLAPSE, 0, [run("earlier", COLLAPSE, 400, 1)], {})).toMatchObject({ saved: [], links: [] }); // the reader has just guessed
  expect(await goTo(6, "model=vae&beta=30&pool=growing&seed=1", 0, [])).toMatchObject({ saved: [], links: [] });
});

test("a question or task that the reader sees for the first time has its run at step 0; runs from before Start over do not count", async () => {
  expect((await goTo(7, `${COLLAPSE}&then=400:beta=1`, 700, [])).links).toEqual(["model=vae&beta=30&pool=growing&seed=1&stop=400&lesson=posterior-collapse"]);
  const old = run("old", "model=vae&beta=30&pool=growing&seed=1&then=400:beta=8", 600, 3);
  expect(await goTo(7, `${COLLAPSE}&then=400:beta=1`, 700, [old], { ...back, since: 4 })).toMatchObject({ saved: [], links: ["model=vae&beta=30&pool=growing&seed=1&stop=400&lesson=posterior-collapse"] });
  expect((await goTo(7, `${COLLAPSE}&then=400:beta=1`, 700, [old], { ...back, since: 2 })).saved).toHaveLength(1);
});

test.each([
  ["lesson=posterior-collapse", "model=vae&beta=40&pool=growing&seed=1&stop=400&lesson=posterior-collapse"],
  ["lesson=posterior-collapse&backend=wasm&lang=es&guess=dear:less", "model=vae&beta=40&pool=growing&seed=1&stop=400&lesson=posterior-collapse"],
  ["model=vae&beta=40&pool=growing&seed=1&stop=400&lesson=posterior-collapse", null],
  ["model=vae&hidden=16&lesson=posterior-collapse", null],
  ["lesson=elbo-terms", null],
] as const)("a lesson opened by the link #%s shows the run that its text names, or the link's own", async (fragment, opened) => {
  const { config, lesson, guesses } = parse(fragment);
  const store = createAppStore({ begun: config, step: step(0), lesson, linkedGuesses: guesses });
  const openFragment = vi.fn(async (_: string) => store.setState({ linkedGuesses: {} }));
  await beginLinked({ store, session: { openFragment } as unknown as Session /* no other members are used */ }, lesson!);
  expect(openFragment.mock.calls.flat()).toEqual(opened === null ? [] : [opened]);
  expect(store.getState().linkedGuesses).toEqual(guesses);
});
