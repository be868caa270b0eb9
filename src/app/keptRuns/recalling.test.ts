import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { step } from "../../core/run/ids";
import { makeRun } from "../../state/checkpoint/testing";
import { createAppStore } from "../../state/createAppStore";
import { parse } from "../../state/urlCodec";
import { createRecalling, resumePointOf } from "./recalling";
import type { WholeRun } from "./runStore";

const LINK = "model=vae&data=ring&hidden=16";
const { config } = parse(LINK);

/** Newest first; by their steps. */
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

test("an entry of the history is its run, the newest of them, as it was; another entry and another experiment are not", async () => {
  const { find } = recalling(keptAt(120, 150));
  expect(await find(LINK, 7, null)).toMatchObject({ fragment: LINK, from: { snapshot: { step: 120 }, training: true } });
  expect(await find(LINK, 8, null)).toBeNull();
  expect(await find("model=vae&data=ring&hidden=32", 7, null)).toBeNull();
});

test("it comes back with all that was kept of it", () => {
  const [whole] = keptAt(150);
  const { begun, snapshot, record } = whole!;
  expect(resumePointOf({ ...whole!, forkedFrom: 40 }, LINK)).toEqual({
    begun, snapshot, training: true, record: { ...record, before: null }, state: { keptAs: "run 150", forkedFrom: 40 },
  });
});

test.each(["lesson=blur", "study=rate-distortion"])("the bare address opens a run of %s in the room of that, whichever was chosen last", async (place) => {
  const [whole] = keptAt(150);
  const fragment = `${LINK}&${place}`;
  const { find, store } = recalling([{ ...whole!, head: { ...whole!.head, fragment } }]);
  store.setState({ room: "play" });
  expect(await find("", null, "run 150")).toMatchObject({ fragment });
});

test("what was turned after the last write is in the link alone, and holds again from its step on", () => {
  const [whole] = keptAt(150);
  expect(resumePointOf(whole!, `${LINK}&then=160:lr=0.002`).begun.then).toEqual([{ step: 160, id: "lr", value: 0.002 }]);
});

test("the bare address opens the run that was shown last, in the room that was chosen last, unless another tab has it", async () => {
  const { find, store } = recalling(keptAt(150));
  store.setState({ room: "play" });
  expect(await find("", null, "run 150")).toMatchObject({
    fragment: `${LINK}&room=play`,
    from: { snapshot: { step: 150 }, training: false, state: { keptAs: "run 150", keptOffer: { kind: "returned", step: 150, keptAt: 1000 } } },
  });
  vi.stubGlobal("navigator", { locks: { query: async () => ({ held: [{ name: "elbo-room-run-run 150" }] }) } });
  expect(await find("", null, "run 150")).toBeNull();
});

test("a run that another tab removes between the list and the reading is no run", async () => {
  const [whole] = keptAt(150);
  const shelf = { list: async () => ({ runs: [{ ...whole!.head, name: null, bytes: 1, pastBytes: 0 }], newer: 0 }), read: async () => null };
  expect(await createRecalling(createAppStore(), shelf, { fragment: () => LINK }).find(LINK, 7, null)).toBeNull();
});

test("settings that the last write holds already are not repeated from the link", () => {
  const [whole] = keptAt(170);
  const written = { ...whole!, begun: { ...config, then: [{ step: step(160), id: "lr", value: 0.002 }] } };
  expect(resumePointOf(written, `${LINK}&then=160:lr=0.002`).begun.then).toHaveLength(1);
});

test.each([[null, 1500], [7, 5000]])("a browser that takes too long to say is not waited for: with the mark %s of an entry %i ms", async (mark, most) => {
  vi.useFakeTimers();
  const shelf = { list: () => new Promise<never>(() => undefined), read: async () => null };
  const found = vi.fn();
  void createRecalling(createAppStore(), shelf, { fragment: () => LINK }).find(LINK, mark, "run 150").then(found);
  await vi.advanceTimersByTimeAsync(most - 1);
  expect(found).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(found).toHaveBeenCalledWith(null);
});

test("a run of the link that is kept further than the one on show is offered", async () => {
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
