/** The service worker: it answers in the first visit, and after one visit the page needs no host, as it opens, isolated, and trains. */
import { DIST } from "../../scripts/serveDist";
import { cacheName, KEPT, partOf, type FileList } from "../../src/delivery/offline/files";
import { OwnHost } from "../ownHost";
import { expect, LAPTOP, test } from "./room";

test("a visit keeps all files; when the host has stopped, the page opens from them, isolated, and trains with the same losses", async ({ installed }) => {
  const host = new OwnHost();
  await host.switchOn(DIST);
  const tab = await installed.open(LAPTOP);
  const trained = async () => {
    await expect.poll(() => tab.evaluate(() => "elboRoom" in window)).toBe(true);
    return tab.evaluate(async () => {
      await window.elboRoom.reset(); // the browser may have saved the run of the first visit
      await window.elboRoom.train({ steps: 5 });
      return window.elboRoom.losses();
    });
  };
  try {
    await tab.go(`${host.address}#model=vae&hidden=16&batch=16&backend=wasm&seed=1`);
    const losses = await trained();
    const stored = () => tab.evaluate(async (name, list) => {
      if (!(await caches.has(name))) return null; // opening it would create it
      const cache = await caches.open(name);
      return { list: (await (await cache.match(list))?.json() ?? null) as FileList | null, entries: (await cache.keys()).length };
    }, cacheName(host.address), KEPT) as Promise<{ list: FileList | null; entries: number } | null>;
    await expect.poll(async () => {
      const now = await stored();
      return now?.list && now.entries > now.list.files.filter(({ path }) => partOf(path) !== "trained").length;
    }, { message: "page and data are kept", timeout: 120_000 }).toBe(true);
    await host.switchOff();
    await tab.go("about:blank");
    await tab.go(`${host.address}#model=vae&hidden=16&batch=16&backend=wasm&seed=1`);
    expect(await trained()).toEqual(losses);
    expect(await tab.evaluate(() => crossOriginIsolated)).toBe(true);
  } finally {
    await tab.close();
    await host.switchOff();
  }
});

/** Registers the service worker when the test says so. */
const registersLater = `
  const { register } = ServiceWorkerContainer.prototype;
  const told = new Promise((resolve) => { globalThis.registerNow = resolve; });
  ServiceWorkerContainer.prototype.register = async function (...what) {
    await told;
    return register.apply(this, what);
  };`;

test("a first visit gets the page's files while its worker is at a long step", async ({ room }) => {
  await room.open("preset=deep-convolutional&batch=512&backend=cpu", registersLater);
  await room.train.click();
  await expect.poll(async () => (await room.info()).phase).toBe("training");
  await room.call("() => registerNow()");
  await expect.poll(() => room.evaluate(() => navigator.serviceWorker.controller !== null), { message: "the page is claimed" }).toBe(true);
  expect(await room.evaluate(async () => (await fetch("./favicon.svg", { signal: AbortSignal.timeout(20_000) })).ok)).toBe(true);
  expect(await room.step(), "the step has not ended").toBe(0);
});
