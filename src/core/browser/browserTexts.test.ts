import { afterEach, expect, test, vi } from "vitest";
import { siteStorage, tabStorage, readText, writeText } from "./browserTexts";

function stub(name: "localStorage" | "sessionStorage", setItem?: () => void) {
  const texts = new Map<string, string>();
  vi.stubGlobal(name, {
    getItem: (key: string) => texts.get(key) ?? null, setItem: setItem ?? ((key: string, text: string) => void texts.set(key, text)), removeItem: (key: string) => void texts.delete(key),
  });
}
afterEach(() => void vi.unstubAllGlobals());

test("texts are read as written, separately for the site and the tab, until they are removed", () => {
  stub("localStorage");
  stub("sessionStorage");
  expect([writeText("a", "of the site"), writeText("a", "of the tab", tabStorage)]).toEqual([true, true]);
  expect([readText("a"), readText("a", tabStorage), readText("b")]).toEqual(["of the site", "of the tab", null]);
  writeText("a", null);
  expect([readText("a"), readText("a", tabStorage)]).toEqual([null, "of the tab"]);
});

test("forbidden or full storage is no error", () => {
  vi.stubGlobal("localStorage", undefined);
  expect([readText("a"), writeText("a", "1"), writeText("a", null)]).toEqual([null, false, false]);
  const onFailure = vi.fn();
  readText("a", undefined, onFailure);
  expect(onFailure).toHaveBeenCalledOnce();
  stub("localStorage", () => { throw new DOMException("full", "QuotaExceededError"); });
  expect([writeText("a", "1"), readText("a")]).toEqual([false, null]);
});

test("a call to storage that fails once is repeated, so that stored text is not mistaken for none", () => {
  stub("localStorage");
  writeText("a", "1");
  const { getItem, setItem } = localStorage;
  const busy = () => { throw new DOMException("busy", "UnknownError"); };
  vi.stubGlobal("localStorage", { getItem: vi.fn(getItem).mockImplementationOnce(busy), setItem: vi.fn(setItem).mockImplementationOnce(busy) });
  expect([readText("a"), writeText("a", "2"), readText("a")]).toEqual(["1", true, "2"]);
});

test("in a frame texts are read, and none is stored or removed", () => {
  stub("localStorage");
  stub("sessionStorage");
  for (const storage of [siteStorage, tabStorage]) writeText("a", "mine", storage);
  vi.stubGlobal("window", { parent: {} });
  for (const storage of [siteStorage, tabStorage]) {
    expect([writeText("a", "theirs", storage), writeText("a", null, storage), writeText("b", "theirs", storage)]).toEqual([false, false, false]);
    expect([readText("a", storage), readText("b", storage)]).toEqual(["mine", null]);
  }
});
