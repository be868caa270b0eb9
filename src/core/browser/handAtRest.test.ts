import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => { vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }); });
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The module in a page whose events are sent by the returned function. */
async function inPage() {
  const listeners = new Map<string, (event: object) => void>();
  vi.stubGlobal("addEventListener", (kind: string, listener: (event: object) => void) => listeners.set(kind, listener));
  vi.resetModules();
  const { handAtRest } = await import("./handAtRest");
  let rests = false;
  const send = (kind: string, more = {}) => listeners.get(kind)!({ timeStamp: performance.now(), ...more });
  return { send, begin: () => void handAtRest().then(() => { rests = true; }), rests: () => rests };
}

it("waits while a pressed pointer moves or keys are pressed, and for a second afterwards", async () => {
  const { send, begin, rests } = await inPage();
  await vi.advanceTimersByTimeAsync(5000);
  send("pointermove", { buttons: 1 });
  begin();
  for (let i = 0; i < 30; i++) {
    await vi.advanceTimersByTimeAsync(100);
    if (i % 2 === 0) send("pointermove", { buttons: 1 });
    else send("keydown");
  }
  expect(rests()).toBe(false);
  await vi.advanceTimersByTimeAsync(900);
  expect(rests()).toBe(false);
  await vi.advanceTimersByTimeAsync(1100);
  expect(rests()).toBe(true);
});

it("does not wait for a pointer that only moves over the page, nor before anything has happened", async () => {
  const { send, begin, rests } = await inPage();
  send("pointermove", { buttons: 0 });
  begin();
  await vi.advanceTimersByTimeAsync(0);
  expect(rests()).toBe(true);
});
