import { expect, it, vi } from "vitest";
import { step } from "../../core/run/ids";
import { lossRow, snapshotAt } from "./testing/fakeWorker";
import { onVirtualClock, openPage, settled } from "./testing/testPage";

onVirtualClock();

const FIRST = "model=ae&hidden=16&backend=wasm";
const SECOND = "model=vae&hidden=16&backend=wasm";

type OpenedPage = Awaited<ReturnType<typeof openPage>>;

/** Returns the page's interface for features. */
const pageOf = ({ session }: OpenedPage) => session.actions((page) => page);

/** Simulates the worker that trains ahead: it makes the requested steps, and sends its snapshot at the end. */
async function trainsAhead({ workers }: OpenedPage, upTo: number): Promise<void> {
  const ahead = workers[1]!;
  ahead.opened();
  for (let at = 0, k = 0; at < upTo && k < 50; k++) {
    await settled();
    at = ahead.last("train").until!;
    ahead.emit(lossRow(at, 1, 1, 1));
    ahead.reply("train", { step: step(at), reason: "reached" });
    await vi.advanceTimersByTimeAsync(200);
  }
  await vi.advanceTimersByTimeAsync(2000); // it rests
  ahead.reply("snapshot", snapshotAt(upTo));
  await settled();
}

it("the thumbnails of runs that were trained ahead are known, also if they were trained before; an untrained one has none", async () => {
  const page = await openPage(FIRST);
  const goals = [{ fragment: FIRST, step: 0 }, { fragment: SECOND, step: 30 }];
  const trained = pageOf(page).trainAhead(goals);
  await vi.dynamicImportSettled();
  await settled();
  const thumbnail = new Uint8Array(7840).fill(9);
  page.workers[1]!.thumbnail = thumbnail;
  await trainsAhead(page, 0);
  await trainsAhead(page, 30);
  expect(await trained).toEqual([null, thumbnail]);
  expect(await pageOf(page).trainAhead(goals.toReversed())).toEqual([thumbnail, null]);
});

it("a moment opens although what opens moments could not be loaded for the one before", async () => {
  const page = await openPage(FIRST);
  vi.doMock("./moments", () => Promise.reject(new Error("There is no network.")));
  await expect(pageOf(page).openAt({ fragment: SECOND, step: null })).rejects.toThrow();
  vi.doUnmock("./moments");
  await settled();
  void pageOf(page).openAt({ fragment: SECOND, step: null });
  await opens(page);
  expect(page.state()).toMatchObject({ phase: "ready", config: { model: "vae" } });
});

/** Answers the requests to the displayed run when a moment is opened. */
async function opens(page: OpenedPage): Promise<void> {
  await vi.dynamicImportSettled();
  await settled();
  page.workers[0]!.opened();
  await settled();
}

it("opens a moment at its step if it was trained ahead in another worker, and otherwise trains it while it is displayed", async () => {
  const page = await openPage(FIRST);
  void pageOf(page).trainAhead([{ fragment: SECOND, step: 250 }]);
  await vi.dynamicImportSettled();
  await settled();
  expect(page.workers).toHaveLength(2);
  expect(page.workers[1]!.last("open").config.model).toBe("vae");
  await trainsAhead(page, 250);
  expect(page.workers[1]!.requestsOf("train").map(({ params }) => params.until)).toEqual([100, 200, 250]);

  void pageOf(page).openAt({ fragment: SECOND, step: 250 });
  await opens(page);
  expect(page.workers[0]!.last("open").snapshot).toEqual(snapshotAt(250));
  expect(page.state()).toMatchObject({ step: 250, phase: "paused", undoStep: null });
  expect(page.workers[0]!.requestsOf("train")).toHaveLength(0);

  void pageOf(page).openAt({ fragment: FIRST, step: 30 });
  await settled();
  page.workers[0]!.reply("pause", { step: step(250) }); // the run that is left is read first
  await settled();
  page.workers[0]!.reply("snapshot", snapshotAt(250));
  await opens(page);
  expect(page.workers[0]!.last("open").snapshot).toBeUndefined();
  expect(page.workers[0]!.last("train").until).toBe(30);
});

it("makes few steps at a time while the displayed run trains, and rests between them", async () => {
  const page = await openPage(FIRST);
  void page.session.train().catch(() => undefined);
  await settled();
  void pageOf(page).trainAhead([{ fragment: SECOND, step: 15 }]);
  await vi.dynamicImportSettled();
  await settled();
  await trainsAhead(page, 15);
  expect(page.workers[1]!.requestsOf("train").map(({ params }) => params.until)).toEqual([10, 15]);
});

it("continues the current run of the same experiment, and begins another one", async () => {
  const page = await openPage(FIRST);
  page.store.setState({ step: step(7) });
  void pageOf(page).openAt({ fragment: `${FIRST}&view=traverse`, step: null });
  await vi.dynamicImportSettled();
  await settled();
  page.workers[0]!.reply("snapshot", snapshotAt(7));
  await opens(page);
  expect(page.workers[0]!.last("open").snapshot).toEqual(snapshotAt(7));
  expect(page.state()).toMatchObject({ step: 7, instrument: "traverse" });

  void pageOf(page).openAt({ fragment: SECOND, step: null });
  await opens(page);
  expect(page.workers[0]!.last("open").snapshot).toBeUndefined();
  expect(page.state().step).toBe(0);
});

it("is not opened if another experiment is opened while the current one is read", async () => {
  const page = await openPage(FIRST);
  page.store.setState({ step: step(7) });
  const opened = pageOf(page).openAt({ fragment: `${FIRST}&view=traverse`, step: 30 });
  await vi.dynamicImportSettled();
  await settled();
  void page.session.openFragment(SECOND);
  page.workers[0]!.reply("snapshot", snapshotAt(7));
  await opened;
  expect(page.workers[0]!.requestsOf("open").map(({ params }) => params.config.model)).toEqual(["ae", "vae"]);
  page.workers[0]!.opened();
  await settled();
  expect(page.workers[0]!.requestsOf("train")).toEqual([]);
});

it("does not train on if it is paused on the way to its step", async () => {
  const page = await openPage(FIRST);
  void pageOf(page).openAt({ fragment: `${SECOND}&autostart=1`, step: 30 });
  await opens(page);
  expect(page.workers[0]!.last("train").until).toBe(30);
  void page.session.pause();
  page.workers[0]!.reply("pause", { step: step(10) });
  page.workers[0]!.reply("train", { step: step(10), reason: "paused" });
  await settled();
  expect(page.workers[0]!.requestsOf("train")).toHaveLength(1);
});

it("trains on from the current step of the same experiment", async () => {
  const page = await openPage(FIRST);
  page.store.setState({ step: step(20) });
  void pageOf(page).openAt({ fragment: FIRST, step: 30 });
  await vi.dynamicImportSettled();
  await settled();
  page.workers[0]!.reply("snapshot", snapshotAt(20));
  await opens(page);
  expect(page.workers[0]!.last("open").snapshot).toEqual(snapshotAt(20));
  expect(page.workers[0]!.last("train").until).toBe(30);
});

it("restarts the current experiment if step 0 is requested", async () => {
  const page = await openPage(FIRST);
  page.store.setState({ step: step(7) });
  void pageOf(page).openAt({ fragment: FIRST, step: 0 });
  await opens(page);
  expect(page.workers[0]!.last("open").snapshot).toBeUndefined();
  expect(page.state().step).toBe(0);
});

it("keeps its worker during the talk, even if there is nothing to train, and ends it with the talk", async () => {
  const page = await openPage(FIRST);
  void pageOf(page).trainAhead([{ fragment: SECOND, step: null }]);
  await vi.dynamicImportSettled();
  await settled();
  expect(page.workers).toHaveLength(2);
  await trainsAhead(page, 0);
  void pageOf(page).trainAhead([{ fragment: FIRST, step: null }]);
  await settled();
  expect(page.workers.map(({ terminated }) => terminated)).toEqual([false, false]);
  void pageOf(page).trainAhead([]);
  await settled();
  expect(page.workers.map(({ terminated }) => terminated)).toEqual([false, true]);
});
