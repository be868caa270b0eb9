import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { step } from "../../core/run/ids";
import { makeRun } from "../../state/checkpoint/testing";
import { createAppStore } from "../../state/createAppStore";
import { parse } from "../../state/urlCodec";
import { rememberRunAt } from "./entryRuns";
import { createRecalling, resumePointOf } from "./recalling";
import type { WholeRun } from "./runStore";

const LINK = "model=vae&data=ring&hidden=16";
const { config } = parse(LINK);

/** Returns searches in these kept runs, the newest first. */
const keptAt = (...steps: readonly number[]): readonly WholeRun[] => steps.map((at, i) => ({
  head: { id: `run ${at}`, fragment: LINK, mark: 7, model: "vae", step: at, keptAt: 1000 - i, training: true, picture: null },
  begun: config, forkedFrom: null, snapshot: makeRun("vae", { data: "ring", hidden: 16 }, at).snapshot,
  record: { losses: null, measurements: { heldOut: [], measured: [], afterEpochs: [] }, backend: "wasm" },
}));

function recalling(kept: readonly WholeRun[], fragment = LINK) {
  const store = createAppStore();
  const runs = kept.map(({ head }) => ({ ...head, name: null, bytes: 1, pastBytes: 0 }));
  const shelf = { list: async () => ({ runs, newer: 0 }), read: async (id: string) => kept.find(({ head }) => head.id === id) ?? null };
  return { store, ...createRecalling(store, shelf, { fragment: () => fragment }) };
}

beforeEach(() => void vi.stubGlobal("navigator", {}));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a history entry has its newest run; another entry or another experiment does not", async () => {
  const { find } = recalling(keptAt(120, 150));
  expect(await find(LINK, 7, null)).toMatchObject({ fragment: LINK, from: { snapshot: { step: 120 }, training: true } });
  expect(await find(LINK, 8, null)).toBeNull();
  expect(await find("model=vae&data=ring&hidden=32", 7, null)).toBeNull();
});

test("an entry has the run that it showed last in this tab, if another entry has shown the run since", async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text) });
  for (let mark = 60; mark > 0; mark--) rememberRunAt(mark, "run 120");
  rememberRunAt(9, "run 150");
  const { find } = recalling(keptAt(120, 150));
  expect(await find(LINK, 8, null)).toMatchObject({ from: { snapshot: { step: 120 } } });
  expect(await find(LINK, 9, null)).toMatchObject({ from: { snapshot: { step: 150 } } });
  expect(await find("model=vae&data=ring&hidden=32", 8, null)).toBeNull();
  expect(await find(LINK, 60, null)).toBeNull(); // one of the oldest entries
});

test("a history entry whose link has other changes of settings within the run's steps has another run", async () => {
  const [whole] = keptAt(150);
  const head = { ...whole!.head, fragment: `${LINK}&then=100:lr=0.002` };
  const { find } = recalling([{ ...whole!, head }]);
  expect(await find(LINK, 7, null)).not.toBeNull(); // the address is written later than the change
  expect(await find(`${LINK}&then=100:lr=0.002,150:lr=0.003`, 7, null)).not.toBeNull();
  expect(await find(`${LINK}&then=100:lr=0.002,149:lr=0.003`, 7, null)).toBeNull();
  expect(await find(`${LINK}&then=100:lr=0.004`, 7, null)).toBeNull();
});

test("a recalled run has everything that was stored", () => {
  const [whole] = keptAt(150);
  const { begun, snapshot, record } = whole!;
  expect(resumePointOf({ ...whole!, forkedFrom: 40 }, LINK)).toEqual({
    begun, snapshot, training: true, record: { ...record, before: null }, state: { keptAs: "run 150", forkedFrom: 40 },
  });
});

test.each(["lesson=blur", "study=rate-distortion"])("the address without a fragment opens a run of %s in its room, whichever room was chosen last", async (place) => {
  const [whole] = keptAt(150);
  const fragment = `${LINK}&${place}`;
  const { find, store } = recalling([{ ...whole!, head: { ...whole!.head, fragment } }]);
  store.setState({ room: "play" });
  expect(await find("", null, "run 150")).toMatchObject({ fragment });
});

test("a setting that was changed after the last write is only in the link, and holds from its step on", () => {
  const [whole] = keptAt(150);
  expect(resumePointOf(whole!, `${LINK}&then=160:lr=0.002`).begun.then).toEqual([{ step: 160, id: "lr", value: 0.002 }]);
});

test("the address without a fragment opens the run that was shown last, in the room that showed it, unless another tab has it open", async () => {
  const { find, store } = recalling(keptAt(150));
  store.setState({ room: "learn" });
  vi.stubGlobal("localStorage", { getItem: (name: string) => (name === "elbo-room.last-room" ? "play" : null) });
  expect(await find("", null, "run 150")).toMatchObject({
    fragment: `${LINK}&room=play`,
    from: { snapshot: { step: 150 }, training: false, state: { keptAs: "run 150", keptOffer: { kind: "returned", step: 150, keptAt: 1000 } } },
  });
  vi.stubGlobal("navigator", { locks: { query: async () => ({ held: [{ name: "elbo-room-run-run 150" }] }) } });
  expect(await find("", null, "run 150")).toBeNull();
});

test("a run that another tab deletes between listing and reading is not found", async () => {
  const [whole] = keptAt(150);
  const shelf = { list: async () => ({ runs: [{ ...whole!.head, name: null, bytes: 1, pastBytes: 0 }], newer: 0 }), read: async () => null };
  expect(await createRecalling(createAppStore(), shelf, { fragment: () => LINK }).find(LINK, 7, null)).toBeNull();
});

test("changes of settings that are already stored are not repeated from the link", () => {
  const [whole] = keptAt(170);
  const written = { ...whole!, begun: { ...config, then: [{ step: step(160), id: "lr", value: 0.002 }] } };
  expect(resumePointOf(written, `${LINK}&then=160:lr=0.002`).begun.then).toHaveLength(1);
});

test.each([[null, 1500], [7, 5000]])("the page does not wait long for a slow browser: with the mark %s of an entry %i ms", async (mark, most) => {
  vi.useFakeTimers();
  const shelf = { list: () => new Promise<never>(() => undefined), read: async () => null };
  const found = vi.fn();
  void createRecalling(createAppStore(), shelf, { fragment: () => LINK }).find(LINK, mark, "run 150").then(found);
  await vi.advanceTimersByTimeAsync(most - 1);
  expect(found).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(found).toHaveBeenCalledWith(null);
});

test("a kept run of the link with more steps than the current one is offered", async () => {
  const { store, offer } = recalling(keptAt(150));
  for (const at of [150, 200]) {
    store.setState({ step: step(at) });
    await offer();
    expect(store.getState().keptOffer).toBeNull();
  }
  store.setState({ step: step(20) });
  await offer();
  expect(store.getState().keptOffer).toEqual({ kind: "same", id: "run 150", step: 150, keptAt: 1000 });
  const other = recalling(keptAt(150), "model=vae&data=ring&hidden=32");
  await other.offer();
  expect(other.store.getState().keptOffer).toBeNull();
});

test("a saved run of a program, whose link is read as the first preset until its model is made, is not offered for that preset", async () => {
  const [whole] = keptAt(150);
  const first = "preset=first-vae@1";
  const of = (fragment: string) => recalling([{ ...whole!, head: { ...whole!.head, fragment, model: "program-1" } }], first);
  expect(parse("program=abc").config).toEqual(parse(first).config);
  const [program, preset] = [of("program=abc"), of(first)];
  await Promise.all([program.offer(), preset.offer()]);
  expect([program.store.getState().keptOffer, preset.store.getState().keptOffer?.kind]).toEqual([null, "same"]);
});
