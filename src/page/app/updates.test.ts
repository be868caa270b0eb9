import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAppStore } from "../state/createAppStore";
import { createFakeWorker } from "./testing/fakeWorker";
import { watchForUpdates } from "./updates";

let page: EventTarget;
beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function watched(isUpdated: boolean) {
  const store = createAppStore();
  const workers: ReturnType<typeof createFakeWorker>[] = [];
  const asks = vi.fn(async () => isUpdated);
  const visibility = { hidden: false, onChange: vi.fn((_: () => void) => () => undefined) };
  const spawn = watchForUpdates(store, () => {
    workers.push(createFakeWorker());
    return workers.at(-1)!.port;
  }, asks, visibility);
  const said = async () => {
    await Promise.resolve();
    await Promise.resolve();
    return store.getState().notices.map(({ kind }) => kind);
  };
  return { store, spawn, workers, asks, visibility, said };
}

test.each<[string, (on: ReturnType<typeof watched>) => unknown]>([
  ["a script that is imported later", () => page.dispatchEvent(new Event("vite:preloadError"))],
  ["a worker", ({ spawn, workers }) => { spawn("ownData"); workers.at(-1)!.crash(); }],
  ["what a worker loads for the only backend", ({ store }) => store.setState({ failure: { code: "backend-unavailable", message: "" } })],
  ["what a worker loads for one of the backends", ({ store }) => store.setState({ notices: [{ kind: "fell-back", from: "webgpu", to: "wasm", detail: "" }] })],
])("if %s cannot be loaded, one notice says so if the host has another version; otherwise there is none", async (_, miss) => {
  const updated = watched(true);
  miss(updated);
  expect((await updated.said()).filter((kind) => kind === "page-updated")).toHaveLength(1);
  miss(updated);
  expect((await updated.said()).filter((kind) => kind === "page-updated")).toHaveLength(1);
  const same = watched(false);
  miss(same);
  expect(await same.said()).not.toContain("page-updated");
  expect(same.asks).toHaveBeenCalledTimes(1);
});

test("an old tab, of which nothing is missing, says once in an hour that there is a new version: when its reader comes back, or while it is visible", async () => {
  vi.useFakeTimers();
  const { store, asks, visibility, said } = watched(true);
  const comesBack = () => visibility.onChange.mock.calls[0]![0]();
  comesBack();
  expect(asks).not.toHaveBeenCalled();
  visibility.hidden = true;
  vi.advanceTimersByTime(48 * 3_600_000);
  expect(asks).not.toHaveBeenCalled();
  visibility.hidden = false;
  comesBack();
  comesBack();
  expect(asks).toHaveBeenCalledTimes(1);
  expect(await said()).toEqual(["page-updated"]);
  store.setState({ notices: [], present: true });
  vi.advanceTimersByTime(3_600_000);
  expect(asks).toHaveBeenCalledTimes(1); // a lecture is not interrupted
  store.setState({ present: false });
  vi.advanceTimersByTime(3_600_000);
  expect(await said()).toEqual(["page-updated"]);
});
