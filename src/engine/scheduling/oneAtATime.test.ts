import { expect, it } from "vitest";
import { nextTask } from "../../core/tasks";
import { OneAtATime } from "./oneAtATime";
import { throwIfAborted } from "./slices";

it("starts work when the work before it has ended, and work that was replaced meanwhile never", async () => {
  const one = new OneAtATime();
  const events: string[] = [];
  const work = (name: string) => async (signal: AbortSignal) => {
    events.push(`${name} begins`);
    for (let i = 0; i < 3; i++) await nextTask();
    events.push(`${name} ends`);
    throwIfAborted(signal);
    return name;
  };
  const [first, second, third] = ["first", "second", "third"].map((name) => one.start(work(name)));
  await expect(first).rejects.toMatchObject({ code: "superseded" });
  await expect(second).rejects.toMatchObject({ code: "superseded" });
  expect(await third).toBe("third");
  expect(events).toEqual(["first begins", "first ends", "third begins", "third ends"]);
});

it("starts at once after work that failed", async () => {
  const one = new OneAtATime();
  await expect(one.start(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await one.start(async () => "next")).toBe("next");
});
