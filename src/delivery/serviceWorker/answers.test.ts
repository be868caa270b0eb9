/** Where responses come from if the host is present, slow, failing or gone. */
import { describe, expect, it } from "vitest";
import { besideOf, KEPT, LIST, PAGE, sha256Of, type FileList } from "../offline/files";
import { answerFile, answerPage, cachedFile, cachedPage, lacksFiles, type CachedFile, sourceOf, wholeOf } from "./answers";

const SCOPE = "https://site.example/elbo-room/";
const gone = () => Promise.reject<Response>(new TypeError("Failed to fetch"));
const answer = (text: string, status = 200) => Promise.resolve(new Response(text, { status }));
const nothing = () => Promise.resolve(undefined);

describe("a file", () => {
  const from = (path: string, more: Partial<Parameters<typeof sourceOf>[0]> = {}) => sourceOf({ url: new URL(path, SCOPE).href, method: "GET", mode: "cors", cache: "default", referrer: SCOPE, ...more }, SCOPE);

  it("comes from the cache, or past it if the page has found it damaged", () => {
    expect([from("assets/main-a.js"), from("mnist/train-00.bin", { cache: "force-cache" }), from("mnist/train-00.bin", { cache: "reload" })]).toEqual(["kept", "kept", "host"]);
  });

  it("of others is not handled, nor are the page, the list and the service worker", () => {
    expect(["", PAGE, LIST, "serviceWorker.js", "elbo-room.js", "../course/assets/a.js", "https://other.example/elbo-room/assets/a.js"].map((path) => from(path)).filter(Boolean)).toEqual([]);
    expect(from("assets/a.js", { method: "POST" })).toBeNull();
  });

  it("is looked up for the page, its scripts, styles and workers only, not for others' pages below it", () => {
    const askedBy = (referrer: string, path = "favicon.svg") => from(path, { referrer });
    expect(["", SCOPE, `${SCOPE}index.html?x`, `${SCOPE}assets/main-a.css`].map((referrer) => askedBy(referrer))).toEqual(["kept", "kept", "kept", "kept"]);
    expect([`${SCOPE}slides/`, "https://site.example/", "https://other.example/elbo-room/"].map((referrer) => askedBy(referrer))).toEqual([null, null, null]);
    expect(from("favicon.svg", { mode: "navigate", referrer: "" })).toBeNull();
  });

  describe("a request for a file gets", () => {
    const textOf = async (response: Promise<Response>) => (await response).text();
    const html = (status: number) => Promise.resolve(new Response("<!doctype html>", { status, headers: { "content-type": "text/html; charset=utf-8" } }));
    const kept = (sound: boolean) => (): Promise<CachedFile> => Promise.resolve({ response: new Response("kept"), sound });

    it("an intact cached file without asking the host", async () => {
      expect(await textOf(answerFile("kept", () => Promise.reject(new Error("asked")), kept(true)))).toBe("kept");
    });

    it("the host's response if nothing is cached, or the cached file is damaged or cannot be verified", async () => {
      expect(await textOf(answerFile("kept", () => answer("host"), nothing))).toBe("host");
      expect(await textOf(answerFile("kept", () => answer("host"), kept(false)))).toBe("host");
    });

    it("an unverifiable cached file if the host lacks it: it belongs to an earlier version that still runs", async () => {
      for (const fromHost of [gone, () => answer("not found", 404), () => answer("bad gateway", 502), () => html(200)]) expect(await textOf(answerFile("kept", fromHost, kept(false)))).toBe("kept");
      expect((await answerFile("kept", () => html(404), nothing)).status).toBe(404);
      await expect(answerFile("kept", gone, nothing)).rejects.toThrow("Failed to fetch");
    });

    it("the host's response past all caches if the page asks for it, and the cached file if the host is unreachable", async () => {
      expect(await textOf(answerFile("host", () => answer("host"), kept(true)))).toBe("host");
      expect((await answerFile("host", () => answer("not found", 404), kept(true))).status).toBe(404);
      expect(await textOf(answerFile("host", gone, kept(true)))).toBe("kept");
      await expect(answerFile("host", gone, nothing)).rejects.toThrow("Failed to fetch");
    });
  });
});

const listOf = async (published: Readonly<Record<string, string>>): Promise<FileList> =>
  ({ files: await Promise.all(Object.entries(published).map(async ([path, text]) => ({ path, bytes: text.length, sha256: await sha256Of(new TextEncoder().encode(text).buffer) }))) });

/** A cache of these texts by place, with a list of files as published. */
async function cacheOf(texts: Readonly<Record<string, string>>, published: Readonly<Record<string, string>>, written?: unknown, place = KEPT) {
  const list = await listOf(published);
  const all: Readonly<Record<string, string>> = { [place]: JSON.stringify(written === undefined ? list : written), ...texts };
  return {
    match: (address: unknown) => Promise.resolve(String(address).slice(SCOPE.length) in all ? new Response(all[String(address).slice(SCOPE.length)]!) : undefined),
  };
}
const PUBLISHED: Readonly<Record<string, string>> = { "assets/a.js": "run()", "assets/a.css": "p {}", "assets/a.wasm": "\0asm", "mnist/train-00.bin": "digits", [PAGE]: "page" };

describe("a cached file", () => {
  const stateOf = async (path: string, text: string, written?: unknown) => {
    const found = await cachedFile(await cacheOf({ ...PUBLISHED, [path]: text }, PUBLISHED, written), SCOPE, path);
    return found && [await found.response.text(), found.sound];
  };

  it("is served if it equals the published one", async () => {
    for (const [path, text] of Object.entries(PUBLISHED)) expect(await stateOf(path, text)).toEqual([text, true]);
    expect(await stateOf("mnist/train-00.bin", "compared by the page")).toEqual(["compared by the page", true]);
  });

  it.each(["assets/a.js", "assets/a.css", "assets/a.wasm"])("is not served if damaged: %s", async (path) => {
    for (const text of ["", "ru", "run(1)", "<!doctype html>"]) expect(await stateOf(path, text)).toBeUndefined();
  });

  it("cannot be verified if the list does not name it or is damaged itself", async () => {
    expect(await stateOf("assets/earlier.js", "earlier()")).toEqual(["earlier()", false]);
    expect(await stateOf("assets/a.js", "run()", null)).toEqual(["run()", false]);
    expect(await cachedFile(await cacheOf({}, PUBLISHED), SCOPE, "assets/a.js")).toBeUndefined();
  });

  it("is the kept version's if another version has one of the same name", async () => {
    for (const { path, sha256, bytes } of (await listOf(PUBLISHED)).files) {
      const beside = await cacheOf({ [path]: "another version's", [besideOf({ path, bytes, sha256 })]: PUBLISHED[path]! }, PUBLISHED);
      expect(await (await cachedFile(beside, SCOPE, path))?.response.text()).toBe(PUBLISHED[path]);
    }
  });
});

describe("the page", () => {
  const kept = () => answer("kept");
  const textOf = async (response: Promise<Response>) => (await response).text();

  it("comes from the host, including responses that it is gone", async () => {
    expect(await textOf(answerPage(answer("host"), kept))).toBe("host");
    expect((await answerPage(answer("moved", 404), kept)).status).toBe(404);
  });

  it("comes from the cache if the host is unreachable, fails or is silent", async () => {
    for (const host of [gone(), answer("bad gateway", 502), answer("too many requests", 429), new Promise<Response>(() => undefined)]) expect(await textOf(answerPage(host, kept, 10))).toBe("kept");
    expect((await answerPage(answer("log in", 401), kept, 10)).status).toBe(401);
  });

  it("is awaited if none is cached", async () => {
    expect(await textOf(answerPage(new Promise((resolve) => { setTimeout(resolve, 30, new Response("late")); }), nothing, 10))).toBe("late");
    expect((await answerPage(answer("bad gateway", 502), nothing)).status).toBe(502);
  });

  it("is a message in all languages if there is neither", async () => {
    const response = await answerPage(gone(), nothing);
    expect([response.status, response.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
    expect(await response.text()).toMatch(/no network[^]*没有网络/);
  });

  it("is passed on when complete: a service worker that ends meanwhile leaves no page waiting for the rest", async () => {
    let send!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({ start(controller) { send = controller; } });
    const bytes = (text: string) => new TextEncoder().encode(text);
    let whole: Response | null = null;
    const coming = wholeOf(new Response(stream, { status: 203, headers: { etag: "7" } })).then((response) => { whole = response; });
    send.enqueue(bytes("<head></head>"));
    await new Promise((resolve) => { setTimeout(resolve); });
    expect(whole).toBeNull();
    send.enqueue(bytes("<body></body>"));
    send.close();
    await coming;
    expect([whole!.status, whole!.headers.get("etag"), await whole!.text()]).toEqual([203, "7", "<head></head><body></body>"]);
  });

  it("counts as cached if all its files are stored as published", async () => {
    const { "mnist/train-00.bin": _, ...page } = PUBLISHED;
    const { "assets/a.js": __, ...lacking } = page;
    const { [PAGE]: ___, ...pageless } = page;
    expect(await (await cachedPage(await cacheOf(page, PUBLISHED), SCOPE))?.text()).toBe("page");
    for (const damaged of [lacking, pageless, {}, ...Object.keys(page).map((path) => ({ ...page, [path]: "damaged" }))]) expect(await cachedPage(await cacheOf(damaged, PUBLISHED), SCOPE)).toBeUndefined();
    for (const written of [null, {}, { files: [{ path: PAGE }] }]) expect(await cachedPage(await cacheOf(page, PUBLISHED, written), SCOPE)).toBeUndefined();
  });

  it("that version 1.0.0 kept counts, too, until another version is kept", async () => {
    expect(await (await cachedPage(await cacheOf(PUBLISHED, PUBLISHED, undefined, LIST), SCOPE))?.text()).toBe("page");
    const newer = JSON.stringify(await listOf({ ...PUBLISHED, [PAGE]: "newer" }));
    expect(await cachedPage(await cacheOf({ ...PUBLISHED, [KEPT]: newer }, PUBLISHED, undefined, LIST), SCOPE)).toBeUndefined();
  });

  it("of the host lacks files if one of its scripts or styles, which the kept version does not have, does not arrive", async () => {
    const whole = '<link rel="after-shell" href="./assets/b.js"><link rel="stylesheet" href="./assets/a.css"><script type="module" src="./assets/a.js"></script><div id="root"></div>';
    const page = () => new Response(whole);
    const asked: string[] = [];
    const lacks = async (b: () => Promise<Response>, cache: Parameters<typeof lacksFiles>[1]) => lacksFiles(page(), cache, SCOPE, (address) => {
      asked.push(address);
      return b();
    });
    const cache = await cacheOf(PUBLISHED, PUBLISHED);
    expect(await lacks(() => answer("b()"), cache)).toBe(false);
    for (const b of [gone, () => answer("not found", 404), () => answer("down", 503), () => Promise.resolve(new Response("<!doctype html>", { headers: { "content-type": "text/html" } }))]) expect(await lacks(b, cache)).toBe(true);
    expect(new Set(asked)).toEqual(new Set([`${SCOPE}assets/b.js`]));
    expect(await lacksFiles(new Response(whole.slice(0, -30)), cache, SCOPE, () => answer("b()"))).toBe(true); // it was cut off
    expect(await lacks(gone, await cacheOf({}, PUBLISHED, null))).toBe(false); // nothing is kept that could take its place
  });
});
