/** The second visit is cross-origin isolated here, too, as threads need; it trains the same, and its workers load. */
import { expect, test } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";

test("the first visit is left alone, the second is isolated; the same losses, and a check of the machine in a worker of its own", async ({ room }) => {
  await room.open(tiny);
  await expect.poll(() => room.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? "none")).toBe("activated");
  await room.trainSteps(5);
  const losses = await room.losses();
  expect(await room.evaluate(() => [crossOriginIsolated, performance.getEntriesByType("navigation").length])).toEqual([false, 1]);

  await room.open(tiny);
  expect(await room.evaluate(() => crossOriginIsolated)).toBe(true);
  await room.trainSteps(5);
  expect(await room.losses()).toEqual(losses);
  expect(await room.evaluate(async () => {
    const { backends: [wasm] } = await window.elboRoom.checkMachine({ backends: ["wasm"], models: ["vae"], kernels: false });
    const shares = typeof SharedArrayBuffer !== "undefined"; // WebKitGTK has none, isolated or not
    return wasm?.kind === "checked" && wasm.models[0]?.finding.kind === "compared" && wasm.facts.features.includes("threads") === shares;
  })).toBe(true);
  // What the page makes of it.
  await room.part("button", "Close").click();
  await room.part("button", "backend WASM, compiled").click();
  const shares = await room.evaluate(() => typeof SharedArrayBuffer !== "undefined");
  await expect.poll(() => room.part("combobox", "Threads").enabled()).toBe(shares);
  expect(await room.part("dialog", "What computes here").text()).toContain(shares ? "Another choice holds" : "This browser gives the page no memory");
});
