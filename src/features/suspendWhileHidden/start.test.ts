/** Whether and for how long a run is suspended. Its behaviour in a browser is tested in e2e/hidden.spec.ts. */
import { expect, test } from "vitest";
import { step } from "../../core/run/ids";
import { memory, onVirtualClock, openRoom, settled, setUp } from "../../app/testing";

onVirtualClock();

/** The steps up to which the worker was allowed to train. */
const holds = ({ worker }: ReturnType<typeof setUp>) => worker.requestsOf("holdAt").map(({ params }) => params.step);

test("a hidden page trains on unless the reader prefers otherwise, also if the preference changes while it is hidden", async () => {
  const room = await openRoom("#model=vae");
  room.hide(true);
  expect(holds(room)).toEqual([]);
  room.store.setState({ suspendsWhileHidden: true });
  expect(holds(room)).toEqual([0]);
  room.store.setState({ suspendsWhileHidden: false });
  expect(holds(room)).toEqual([0, null]);
});

test("a run that is opened or loses its worker while the page is hidden is suspended, and continues when the page is visible", async () => {
  const room = setUp("#model=vae");
  room.store.setState({ suspendsWhileHidden: true });
  room.hide(true);
  void room.session.start();
  await settled();
  room.worker.opened();
  await settled();
  expect(holds(room)).toEqual([0]);
  void room.session.train();
  await settled();
  room.worker.crash();
  await settled();
  room.worker.opened();
  await settled();
  expect(room.workers).toHaveLength(2);
  expect(holds(room)).toEqual([0]);
  expect(room.worker.requests.findIndex(({ command }) => command === "holdAt")).toBeLessThan(room.worker.requests.findIndex(({ command }) => command === "train"));
  expect(room.state().phase).toBe("training");
  room.hide(false);
  expect(holds(room)).toEqual([0, null]);
});

test("a suspended device is not reported as stalled", async () => {
  const room = await openRoom("#model=vae");
  room.store.setState({ suspendsWhileHidden: true });
  void room.session.train();
  await settled();
  room.hide(true);
  const heartbeatEvent = { kind: "heartbeat", step: step(0), training: true, waitingForData: false, memory } as const;
  for (let i = 0; i < 200; i++) room.worker.emit(heartbeatEvent);
  await settled();
  expect(room.workers).toHaveLength(1);
  room.hide(false);
  for (let i = 0; i < 61; i++) room.worker.emit(heartbeatEvent);
  await settled();
  expect(room.workers).toHaveLength(2);
});
