import { afterEach, expect, test, vi } from "vitest";
import { isFile, keepsRuns } from "./keepsRuns";

afterEach(() => { vi.unstubAllGlobals(); });

test.each([
  ["https:", false, true],
  ["http:", false, true],
  ["https:", true, false],
  ["file:", false, false],
  ["file:", true, false],
])("a page with %s, in a frame (%s), saves runs: %s", (protocol, framed, saves) => {
  const page = { parent: {} };
  page.parent = framed ? {} : page;
  vi.stubGlobal("window", page);
  vi.stubGlobal("location", { protocol });
  expect([isFile(), keepsRuns()]).toEqual([protocol === "file:", saves]);
});
