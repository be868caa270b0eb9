import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAppStore } from "../state/createAppStore";
import { createFakeWorker } from "./fakeWorker";
import { watchForUpdates } from "./updates";

let page: EventTarget;
beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
});
afterEach(() => void vi.unstubAllGlobals());

function watched(isUpdated: boolean) {
  const store = createAppStore();
  const workers: ReturnType<typeof createFakeWorker>[] = [];
  const asks = vi.fn(async () => isUpdated);
  const spawn = watchForUpdates(store, () => {
    workers.push(createFakeWorker());
    return workers.at(-1)!.port;
  }, asks);
  const said = async () => {
    await Promise.resolve();
    await Promise.resolve();
    return store.getState().notices.map(({ kind }) => kind);
  };
  return { store, spawn, workers, asks, said };
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
