import { afterEach, describe, expect, test, vi } from "vitest";
import { browserAddress, restoreMark } from "./address";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test.each([
  ["https://room.example/page/?ticket=secret-4711#model=vae", "https://room.example/page/#model=ae&z=?"],
  ["https://room.example/page/#model=vae?ticket=secret-4711", "https://room.example/page/#model=ae&z=?"],
  ["https://room.example/?a\n#?", "https://room.example/#model=ae&z=?"],
  ["file:///home/ada/elbo-room.html?x#model=vae", "file:///home/ada/elbo-room.html#model=ae&z=?"],
])("links of %s have neither its query nor its fragment", (href, link) => {
  vi.stubGlobal("location", { href });
  expect(browserAddress.withFragment("model=ae&z=?")).toBe(link);
});

test("a build's public address takes the place of the page's", () => {
  vi.stubGlobal("location", { href: "file:///home/ada/elbo-room.html" });
  vi.stubEnv("VITE_ADDRESS", "https://room.example/");
  expect(browserAddress.withFragment("model=ae")).toBe("https://room.example/#model=ae");
});

describe("a tab that returns to an entry whose mark the browser has forgotten", () => {
  /** Returns a tab's browser, as far as addresses use it. */
  function browser() {
    const stored = new Map<string, string>();
    const location = { hash: "" };
    const history = {
      state: null as unknown,
      replaceState(state: unknown, _: string, url = location.hash) { [history.state, location.hash] = [state, url]; },
      pushState(state: unknown, _: string, url: string) { [history.state, location.hash] = [state, url === "#" ? "" : url]; },
    };
    vi.stubGlobal("sessionStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text) });
    vi.stubGlobal("location", location);
    vi.stubGlobal("history", history);
    /** Returns the mark that an entry with this fragment has when the tab returns to it. */
    return (hash: string, state: unknown = null) => {
      [history.state, location.hash] = [state, hash];
      restoreMark();
      return browserAddress.mark();
    };
  }

  test("finds it by its fragment", () => {
    const returnTo = browser();
    browserAddress.stamp(5);
    browserAddress.push("model=ae", 6);
    browserAddress.replace("model=ae&beta=2");
    expect(["", "#model=ae&beta=2", "#model=ae", "#model=vae"].map((hash) => returnTo(hash))).toEqual([5, 6, null, null]);
    expect(returnTo("", { mark: 9 })).toBe(9); // the browser knows it
  });

  test("finds the one that was shown last, of two with one fragment", () => {
    const returnTo = browser();
    browserAddress.stamp(5);
    browserAddress.push("", 6);
    expect(returnTo("")).toBe(6);
    returnTo("", { mark: 5 });
    browserAddress.stamp(5); // the reader went back
    expect(returnTo("")).toBe(5);
  });

  test("finds nothing in a damaged storage, or in one that is denied", () => {
    const returnTo = browser();
    for (const text of ["", "x:y", "NaN:2166136261", "1.5:2166136261", "-3:2166136261"]) {
      vi.stubGlobal("sessionStorage", { getItem: () => text, setItem: () => undefined });
      expect(returnTo("")).toBeNull();
    }
    vi.stubGlobal("sessionStorage", { getItem: () => `7:2166136261`, setItem: () => undefined });
    expect(returnTo("")).toBe(7);
    vi.stubGlobal("sessionStorage", null);
    expect(returnTo("")).toBeNull();
  });
});
