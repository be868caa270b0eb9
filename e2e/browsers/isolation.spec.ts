/** The second visit is cross-origin isolated, which threads need; it trains the same, and its workers load. */
import { defaultThreads } from "../../src/core/run/threads";
import { expect, test } from "./room";

/** A model so large that its kernels are divided among threads. */
const cut = "model=vae&hidden=256&batch=64&backend=wasm";

/** A check ends its threads when it has its numbers, even if they still load their script. Firefox reports this as an error of the script. */
const ENDED_WHILE_LOADING = /error loading dynamically imported module: \S+\/assets\/thread-[^/]+\.js$/;

test("the first visit is not isolated, the second is; it has the same losses, and a check of the machine runs in a separate worker", { tag: "@exhaustive" }, async ({ room }) => {
  room.expectErrors(ENDED_WHILE_LOADING);
  await room.open(cut);
  await expect.poll(() => room.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? "none")).toBe("activated");
  await room.trainSteps(5);
  const losses = await room.losses();
  expect(await room.evaluate(() => [crossOriginIsolated, performance.getEntriesByType("navigation").length])).toEqual([false, 1]);

  await room.open(cut);
  expect(await room.evaluate(() => crossOriginIsolated)).toBe(true);
  await room.trainSteps(5);
  expect(await room.losses()).toEqual(losses);
  expect(await room.evaluate(async () => {
    const { backends: [wasm] } = await window.elboRoom.checkMachine({ backends: ["wasm"], models: ["vae"], kernels: false });
    const shares = typeof SharedArrayBuffer !== "undefined"; // WebKitGTK has none even if isolated
    return wasm?.kind === "checked" && wasm.models[0]?.finding.kind === "compared" && wasm.facts.features.includes("threads") === shares;
  })).toBe(true);
  // The page shows this.
  await room.part("button", "Close").click();
  await room.part("button", "backend WASM, compiled").click();
  const shares = await room.evaluate(() => typeof SharedArrayBuffer !== "undefined");
  await expect.poll(() => room.part("combobox", "Threads").enabled()).toBe(shares);
  const cores = await room.evaluate(() => navigator.hardwareConcurrency);
  const threads = shares ? defaultThreads(cores) : 1;
  expect((await room.info()).engine).toMatchObject({ mode: "compiled", threads, lostThreads: 0 }); // the run's threads have loaded their script
  const said = await room.part("dialog", "Compute backend").text();
  expect(said).toContain(threads === 1 ? "One thread computes each step" : `${threads} threads compute each step`);
  expect(said).toContain(shares ? "Another choice takes effect" : "This browser gives the page no memory");
});
