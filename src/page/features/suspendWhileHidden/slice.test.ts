/** Whether and for how long a run is suspended. Its behaviour in a browser is tested in e2e/hidden.spec.ts. */
import { expect, test } from "vitest";
import { millis, step } from "../../../core/run/ids";
import { memory, onVirtualClock, openPage, settled, setUp } from "../../app/testing/testPage";

onVirtualClock();

/** The steps up to which the worker was allowed to train. */
const holds = ({ worker }: ReturnType<typeof setUp>) => worker.requestsOf("holdAt").map(({ params }) => params.step);

test("a hidden page trains on unless the reader prefers otherwise, also if the preference changes while it is hidden", async () => {
  const page = await openPage("#model=vae");
  page.hide(true);
  expect(holds(page)).toEqual([]);
  page.store.setState({ suspendsWhileHidden: true });
  expect(holds(page)).toEqual([0]);
  page.store.setState({ suspendsWhileHidden: false });
  expect(holds(page)).toEqual([0, null]);
});

test("a run that is opened or loses its worker while the page is hidden is suspended, and continues when the page is visible", async () => {
  const page = setUp("#model=vae");
  page.store.setState({ suspendsWhileHidden: true });
  page.hide(true);
  void page.session.start();
  await settled();
  page.worker.opened();
  await settled();
  expect(holds(page)).toEqual([0]);
  void page.session.train();
  await settled();
  page.worker.crash();
  await settled();
  page.worker.opened();
  await settled();
  expect(page.workers).toHaveLength(2);
  expect(holds(page)).toEqual([0]);
  expect(page.worker.requests.findIndex(({ command }) => command === "holdAt")).toBeLessThan(page.worker.requests.findIndex(({ command }) => command === "train"));
  expect(page.state().phase).toBe("training");
  page.hide(false);
  expect(holds(page)).toEqual([0, null]);
});

test("a suspended device is not reported as stalled", async () => {
  const page = await openPage("#model=vae");
  page.store.setState({ suspendsWhileHidden: true });
  void page.session.train();
  await settled();
  page.hide(true);
  const heartbeatEvent = { kind: "heartbeat", step: step(0), training: true, waitingForData: false, dataFailed: false, memory, stepMs: millis(5) } as const;
  for (let i = 0; i < 200; i++) page.worker.emit(heartbeatEvent);
  await settled();
  expect(page.workers).toHaveLength(1);
  page.hide(false);
  for (let i = 0; i < 61; i++) page.worker.emit(heartbeatEvent);
  await settled();
  expect(page.workers).toHaveLength(2);
});
