import { afterEach, expect, test, vi } from "vitest";
import { packedAddress } from "./packedFiles";

afterEach(() => { vi.unstubAllGlobals(); });

test("a page of one file has an address for each file packed into it; the hosted page has none", () => {
  expect(packedAddress("data/a.bin")).toBeUndefined();
  vi.stubGlobal("packedFiles", { "data/a.bin": "blob:1" });
  expect(packedAddress("data/a.bin")).toBe("blob:1");
  expect(packedAddress("data/b.bin")).toBeUndefined();
});
