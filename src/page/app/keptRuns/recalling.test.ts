import { deflateSync, strToU8 } from "fflate";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toLetters } from "../../../core/bytes";
import { step } from "../../../core/run/ids";
import { pack } from "../../../subject/models/packed";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { CheckpointError } from "../../state/checkpoint/format";
import { makeRun } from "../../state/checkpoint/testing";
import { createAppStore } from "../../state/createAppStore";
import { parse } from "../../state/urlCodec";
import { rememberRunAt } from "./tabRuns";
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
  const shelf = { list: async () => ({ runs, newer: 0 }), written: async () => undefined, read: async (id: string) => structuredClone(kept.find(({ head }) => head.id === id)) ?? null };
  return { store, ...createRecalling(store, shelf, { fragment: () => fragment }) };
}

/** These runs, one of which cannot be read. */
const damaged = (kept: readonly WholeRun[], id: string) => kept.map((one) => (one.head.id === id ? { ...one, get snapshot(): never { throw new CheckpointError("settings"); } } : one));

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

test("a run of a program is found by the program, however the link packs it", async () => {
  const other = `program=${pack(`${SMALL_VAE}# another\n`)}`;
  const [kept] = keptAt(120);
  const { find } = recalling([{ ...kept!, head: { ...kept!.head, fragment: `program=${pack(SMALL_VAE)}` } }]);
  expect(await find(`program=${toLetters(deflateSync(strToU8(SMALL_VAE)))}`, 7, null)).toMatchObject({ from: { snapshot: { step: 120 } } });
  expect(await find(other, 7, null)).toBeNull();
  expect(await find(LINK, 7, null)).toBeNull();
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

describe("of two runs at an entry, of which a duplicated tab has written one", () => {
  /** Stores that this tab showed these runs at the entry, the last one first, and which of them any tab has locked. */
  function shown(ids: readonly string[], locked: readonly string[]) {
    vi.stubGlobal("sessionStorage", { getItem: (key: string) => (key === "elbo-room.entry-runs" ? ids.map((id) => `7:${id}`).join("\n") : null) });
    vi.stubGlobal("navigator", { locks: { query: async () => ({ held: locked.map((id) => ({ name: `elbo-room-run-${id}` })) }) } });
  }
  const found = async (kept: readonly WholeRun[]) => (await recalling(kept).find(LINK, 7, null))?.from.snapshot?.step;

  test.each([[[]], [["run 120"]], [["run 150"]], [["run 120", "run 150"]]])("each tab has its own, if %j are locked: perhaps by the page before its reload", async (locked) => {
    shown(["run 120"], locked);
    expect(await found(keptAt(120, 150))).toBe(120);
    shown(["run 150"], locked);
    expect(await found(keptAt(120, 150))).toBe(150);
  });

  test("a tab whose copy could not be written has the run that it showed before", async () => {
    shown(["not written", "run 150"], ["run 150"]);
    expect(await found(keptAt(120, 150))).toBe(150);
  });

  test("a tab that does not know which one it showed has one that no other tab has open", async () => {
    shown([], ["run 120"]);
    expect(await found(keptAt(120, 150))).toBe(150);
    shown(["deleted"], ["run 120", "run 150"]);
    expect(await found(keptAt(120, 150))).toBe(120);
  });

  test("a tab has the other one if its own is damaged", async () => {
    shown(["run 120"], ["run 150"]);
    expect(await found(damaged(keptAt(120, 150), "run 120"))).toBe(150);
  });
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
  const shelf = { list: async () => ({ runs: [{ ...whole!.head, name: null, bytes: 1, pastBytes: 0 }], newer: 0 }), read: async () => null, written: async () => undefined };
  expect(await createRecalling(createAppStore(), shelf, { fragment: () => LINK }).find(LINK, 7, null)).toBeNull();
});

test("changes of settings that are already stored are not repeated from the link", () => {
  const [whole] = keptAt(170);
  const written = { ...whole!, begun: { ...config, then: [{ step: step(160), id: "lr", value: 0.002 }] } };
  expect(resumePointOf(written, `${LINK}&then=160:lr=0.002`).begun.then).toHaveLength(1);
});

test.each([[null, 1500], [7, 5000]])("the page does not wait long for a slow browser: with the mark %s of an entry %i ms", async (mark, most) => {
  vi.useFakeTimers();
  const shelf = { list: () => new Promise<never>(() => undefined), read: async () => null, written: async () => undefined };
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

test("the newest of the link's kept runs that can be read is offered, and none if none can", async () => {
  const offered = async (kept: readonly WholeRun[]) => {
    const { store, offer } = recalling(kept);
    await offer();
    return store.getState().keptOffer;
  };
  const both = keptAt(150, 120);
  expect(await offered(damaged(both, "run 150"))).toEqual({ kind: "same", id: "run 120", step: 120, keptAt: 999 });
  expect(await offered(damaged(damaged(both, "run 150"), "run 120"))).toBeNull();
});

test("the last run is not opened by the address without a fragment if it is damaged", async () => {
  expect(await recalling(damaged(keptAt(150), "run 150")).find("", null, "run 150")).toBeNull();
});

test("a saved run of a program, whose link is read as the first preset until its model is made, is not offered for that preset", async () => {
  const [whole] = keptAt(150);
  const first = "preset=first-vae@2";
  const of = (fragment: string) => recalling([{ ...whole!, head: { ...whole!.head, fragment, model: "program-1" } }], first);
  expect(parse("program=abc").config).toEqual(parse(first).config);
  const [program, preset] = [of("program=abc"), of(first)];
  await Promise.all([program.offer(), preset.offer()]);
  expect([program.store.getState().keptOffer, preset.store.getState().keptOffer?.kind]).toEqual([null, "same"]);
});
