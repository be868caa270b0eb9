import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { step } from "../../../core/run/ids";
import { drawnWith, freshFillIn } from "../../state/fillIn";
import { createFrames } from "../../state/frames";
import { createSeries } from "../../state/series";
import { createAppStore } from "../../state/createAppStore";
import { createFakeWorker } from "../../app/testing/fakeWorker";
import { createSession } from "../../app/session";
import { createBackendMemory } from "../../app/backendMemory";
import { fillIns } from "./actions";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settled = () => vi.advanceTimersByTimeAsync(0);

const pixels = new Float32Array(784).fill(0.5);
const visible = new Uint8Array(784).fill(1);
const completed = { step: step(4), pixels: new Float32Array(6 * 784), visible, objective: Float32Array.of(1, 2, 3, 4, 5, 6) };

async function openPage(fragment: string) {
  const worker = createFakeWorker();
  const store = createAppStore();
  const frames = createFrames();
  const address = { fragment: () => fragment, mend: () => null, withFragment: (next: string) => next, replace: () => undefined, push: () => undefined, mark: () => null, stamp: () => undefined, onChange: () => () => undefined };
  const memory = createBackendMemory(() => { throw new Error("forbidden"); });
  const session = createSession({ store, series: createSeries(), frames, spawn: () => worker.port, address, memory });
  void session.start();
  await settled();
  worker.opened();
  await settled();
  const fillIn = async (patch = {}) => {
    store.setState({ fillIn: { ...freshFillIn, ...patch } });
    session.actions(fillIns).fillInCurrent();
    await settled();
  };
  return { worker, store, frames, session, fillIn };
}

test("a test image is filled in: it is requested once, pictures arrive on the way, and the result at the end", async () => {
  const { worker, store, frames, session, fillIn } = await openPage("#model=cvae&class=7");
  await fillIn({ image: 3, draw: 2 });
  expect(worker.last("testImage")).toEqual({ image: 3 });
  worker.reply("testImage", { pixels, label: 5 });
  await settled();
  expect(worker.last("complete")).toMatchObject({ pixels, class: 7, samples: 6, draw: 2 });
  expect(worker.last("complete").visible).toEqual(freshFillIn.visible);
  worker.emit({ kind: "frame", frame: { kind: "filling", ...completed, done: 30, of: 120 } });
  expect(store.getState().filling).toBe(0.25);
  expect(frames.latest("filling")).toMatchObject({ done: 30, of: 120 });
  worker.reply("complete", completed);
  await settled();
  expect(store.getState()).toMatchObject({ filling: null, fillFailure: null });
  expect(frames.latest("filling")).toMatchObject({ done: 1, of: 1, objective: completed.objective });
  await fillIn({ image: 3 });
  expect(worker.requestsOf("testImage")).toHaveLength(1);
  session.dispose();
});

test("an error is shown until the next search begins; training is not affected", async () => {
  const { worker, store, session, fillIn } = await openPage("#model=vae");
  await fillIn({ source: "drawing" });
  expect(store.getState()).toMatchObject({ fillFailure: "empty-drawing", filling: null, phase: "ready", failure: null });
  expect(worker.requestsOf("complete")).toHaveLength(0);
  const drawing = drawnWith([[{ x: 0.5, y: 0.5 }]]);
  await fillIn({ source: "drawing", ...drawing, visible: new Uint8Array(784) });
  expect(worker.last("complete").pixels).toBe(drawing.drawn);
  expect(store.getState()).toMatchObject({ fillFailure: null, filling: 0 });
  worker.refuse("complete", "nothing-visible");
  await settled();
  expect(store.getState()).toMatchObject({ fillFailure: "nothing-visible", phase: "ready", failure: null });
  await fillIn({ image: 3 });
  expect(store.getState()).toMatchObject({ fillFailure: null, filling: 0 }); // the test image has not arrived
  session.dispose();
});

test("the newest image counts; a script's search shows nothing on the page", async () => {
  const { worker, store, frames, session, fillIn } = await openPage("#model=vae");
  const drawing = drawnWith([[{ x: 0.5, y: 0.5 }]]);
  await fillIn({ source: "drawing", ...drawing });
  const first = worker.requestsOf("complete").at(-1)!;
  await fillIn({ source: "drawing", ...drawing, draw: 1 });
  worker.reply("complete", { ...completed, step: step(1) }, first);
  await settled();
  expect(frames.latest("filling")).toBeNull();
  worker.refuse("complete", "superseded"); // by the script
  await settled();
  expect(store.getState()).toMatchObject({ filling: null, fillFailure: null });
  const asked = session.actions(fillIns).complete({ pixels, samples: 2 });
  await settled();
  worker.emit({ kind: "frame", frame: { kind: "filling", ...completed, done: 30, of: 120 } });
  worker.reply("complete", completed);
  expect(await asked).toEqual(completed);
  expect(frames.latest("filling")).toBeNull();
  session.dispose();
});

test("completing models complete the chosen image, also on the map and at the position", async () => {
  const { worker, store, session } = await openPage("#model=completion-cvae");
  expect(worker.last("watch").given).toBe(0);
  expect(worker.last("position").given).toBe(0);
  const drawing = drawnWith([[{ x: 0.5, y: 0.5 }]]);
  store.setState({ fillIn: { ...freshFillIn, source: "drawing", ...drawing } });
  await vi.advanceTimersByTimeAsync(200);
  expect(worker.last("watch").given).toBe(drawing.drawn);
  expect(worker.last("position").given).toBe(drawing.drawn);
  session.dispose();
});

test("other models receive no image", async () => {
  const { worker, session } = await openPage("#model=vae");
  expect(worker.last("watch")).not.toHaveProperty("given");
  expect(worker.last("position")).not.toHaveProperty("given");
  session.dispose();
});
