import { expect, it } from "vitest";
import { Newest, unlessAborted } from "./newest";

it("lets only the newest request count, with what belongs to it, until it is cancelled", () => {
  const requests = new Newest();
  const first = requests.begin();
  const ofFirst = requests.signal;
  expect([first.aborted, ofFirst.aborted]).toEqual([false, false]);
  const second = requests.begin();
  expect([first.aborted, ofFirst.aborted, second.aborted]).toEqual([true, true, false]);
  expect(() => first.throwIfAborted()).toThrow(expect.objectContaining({ code: "superseded" }));
  requests.cancel();
  expect([second.aborted, requests.signal.aborted]).toEqual([true, false]);
});

/** Work that ends `later` tasks after its signal is aborted; `ended` records the names in order. */
function workshop() {
  const ended: string[] = [];
  const work = (name: string, tasks = 1) => (signal: AbortSignal) => new Promise<never>((_, reject) => {
    const end = () => setTimeout(() => {
      ended.push(name);
      reject(signal.reason as Error);
    }, tasks);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
  return { ended, work };
}

it("work ends when other work begins, when its caller ends it, and when the caller had ended it before", async () => {
  const { work } = workshop();
  const searches = new Newest();
  const caller = new Newest();
  const first = searches.run(work("first"));
  const second = searches.run(work("second"), caller.signal);
  await expect(first).rejects.toMatchObject({ code: "superseded" });
  const { signal } = caller;
  caller.cancel();
  await expect(second).rejects.toMatchObject({ code: "superseded" });
  await expect(searches.run(work("third"), signal)).rejects.toMatchObject({ code: "superseded" });
});

it("a caller that ends its work later ends no other work", () => {
  const { work } = workshop();
  const searches = new Newest();
  const caller = new Newest();
  searches.run(work("first"), caller.signal).catch(() => undefined);
  searches.run(work("second")).catch(() => undefined);
  const { signal } = searches;
  caller.cancel();
  expect(signal.aborted).toBe(false);
});

it("has ended when all its work has, also what was superseded before", async () => {
  const { ended, work } = workshop();
  const searches = new Newest();
  searches.run(work("first", 20)).catch(() => undefined);
  searches.run(work("second")).catch(() => undefined);
  await searches.end();
  expect(ended).toEqual(["second", "first"]);
});

it("awaited work rejects with the signal, whether it was aborted before or during the wait", async () => {
  const never = new Promise<number>(() => undefined);
  const requests = new Newest();
  const signal = requests.begin();
  const waiting = unlessAborted(never, signal);
  requests.cancel();
  await expect(waiting).rejects.toMatchObject({ code: "superseded" });
  await expect(unlessAborted(Promise.resolve(1), signal)).rejects.toMatchObject({ code: "superseded" });
  expect(await unlessAborted(Promise.resolve(1), undefined)).toBe(1);
});
