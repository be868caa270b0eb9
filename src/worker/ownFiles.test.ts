import { afterEach, expect, it, vi } from "vitest";
import { ownWorker } from "./ownFiles";

afterEach(() => void vi.unstubAllGlobals());

it.each(["check", "thread"] as const)("an error of a nested worker (%s) is not passed on to the page, as an error of the worker that trains", (name) => {
  vi.stubGlobal("Worker", EventTarget);
  vi.stubGlobal("self", { location: { href: "https://site.example/assets/entry-a.js" } });
  const error = new Event("error", { cancelable: true });
  ownWorker(name).dispatchEvent(error);
  expect(error.defaultPrevented).toBe(true);
});
