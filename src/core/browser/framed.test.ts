import { afterEach, expect, test, vi } from "vitest";
import { isFramed } from "./framed";

afterEach(() => { vi.unstubAllGlobals(); });

test("only a window inside of another window is framed; a worker has no window", () => {
  expect(isFramed()).toBe(false);
  const page = { parent: {} };
  page.parent = page;
  vi.stubGlobal("window", page);
  expect(isFramed()).toBe(false);
  vi.stubGlobal("window", { parent: page });
  expect(isFramed()).toBe(true);
});
