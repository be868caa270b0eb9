import { afterEach, expect, test, vi } from "vitest";
import { workersHere } from "./moduleWorkers";

afterEach(() => { vi.unstubAllGlobals(); });

const invalid = () => new DOMException("an invalid address", "SyntaxError");

test.each([
  ["usable", "reads the option, then refuses the address", class { constructor(_: string, options: WorkerOptions) { if (options.type === "module") throw invalid(); } }],
  ["too old", "ignores the option", class { constructor() { throw invalid(); } }],
  ["refused", "throws for another reason", class { constructor() { throw new DOMException("denied", "SecurityError"); } }],
  ["refused", "accepts no plain address", class { constructor() { throw new TypeError("This document requires 'TrustedScriptURL' assignment."); } }],
  ["too old", "is absent", undefined],
])("%s: Worker %s", (expected, _, Worker) => {
  vi.stubGlobal("Worker", Worker);
  expect(workersHere()).toBe(expected);
});

test("a browser without DecompressionStream is too old", () => {
  vi.stubGlobal("Worker", class {});
  vi.stubGlobal("DecompressionStream", undefined);
  expect(workersHere()).toBe("too old");
});
