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

describe("an address whose link was changed on its way", () => {
  /** Returns the address of a page, and what mends it. `isFile`: a browser that lets a file change only its fragment. */
  function at(href: string, isFile = false) {
    const url = new URL(href);
    const location = { get href() { return url.href; }, get pathname() { return url.pathname; }, get search() { return url.search; }, get hash() { return url.hash; }, replace: (hash: string) => { url.hash = hash; } };
    const history = {
      state: { mark: 3 } as unknown,
      replaceState(state: unknown, _: string, to: string) {
        if (isFile) throw new DOMException("not of this file", "SecurityError");
        history.state = state;
        url.href = new URL(to, url.href).href;
      },
    };
    vi.stubGlobal("location", location);
    vi.stubGlobal("history", history);
    return { url, history };
  }

  test("is replaced by the one that was meant; its entry of the history keeps its mark", async () => {
    const { url, history } = at("https://room.example/course/?preset=holes@1&beta=4)");
    await browserAddress.mend();
    expect([url.href, history.state]).toEqual(["https://room.example/course/#preset=holes@1&beta=4", { mark: 3 }]);
  });

  test("has its fragment replaced if the page is a file that may not change more", async () => {
    const { url } = at("file:///home/ada/elbo-room.html?preset=holes@1&beta=4)", true);
    await browserAddress.mend();
    expect(browserAddress.fragment()).toBe("#preset=holes@1&beta=4");
    expect(url.pathname).toBe("/home/ada/elbo-room.html");
  });

  test("a link as the page writes it is not touched, and nor is a host's query", async () => {
    at("https://room.example/#preset=holes@1&z=0.3,-1.2&then=300:beta=4&present=1");
    expect(browserAddress.mend()).toBeNull();
    const href = "https://room.example/?ticket=4711#preset=holes@1&ask=Why%3F%20(again)";
    const { url } = at(href);
    await browserAddress.mend();
    expect(url.href).toBe(href);
  });
});
