/** Where answers come from, with a host that is there, slow, failing or gone. */
import { describe, expect, it } from "vitest";
import { LIST, PAGE, type FileList } from "../offline/files";
import { answerFile, answerPage, keptPage, sourceOf } from "./answers";

const SCOPE = "https://site.example/elbo-room/";
const gone = () => Promise.reject<Response>(new TypeError("Failed to fetch"));
const answer = (text: string, status = 200) => Promise.resolve(new Response(text, { status }));
const nothing = () => Promise.resolve(undefined);

describe("a file", () => {
  const from = (path: string, more: Partial<Request> = {}) => sourceOf({ url: new URL(path, SCOPE).href, method: "GET", cache: "default", ...more }, SCOPE);

  it("comes from what is kept, and past it where the page has found it damaged", () => {
    expect([from("assets/main-a.js"), from("mnist/train-00.bin", { cache: "force-cache" }), from("mnist/train-00.bin", { cache: "reload" })]).toEqual(["kept", "kept", "host"]);
  });

  it("of others is none of our concern; nor are the page, the list and the service worker", () => {
    expect(["", PAGE, LIST, "serviceWorker.js", "elbo-room.js", "../course/assets/a.js", "https://other.example/elbo-room/assets/a.js"].map((path) => from(path)).filter(Boolean)).toEqual([]);
    expect(from("assets/a.js", { method: "POST" })).toBeNull();
  });

  it("is had in either way where the other has none", async () => {
    const told = async (response: Promise<Response>) => (await response).text();
    expect(await told(answerFile("kept", () => answer("host"), () => answer("kept")))).toBe("kept");
    expect(await told(answerFile("kept", () => answer("host"), nothing))).toBe("host");
    expect(await told(answerFile("host", () => answer("host"), () => answer("kept")))).toBe("host");
    expect(await told(answerFile("host", gone, () => answer("kept")))).toBe("kept");
    await expect(answerFile("host", gone, nothing)).rejects.toThrow("Failed to fetch");
    await expect(answerFile("kept", gone, nothing)).rejects.toThrow("Failed to fetch");
  });
});

describe("the page", () => {
  const kept = () => answer("kept");
  const told = async (response: Promise<Response>) => (await response).text();

  it("comes from the host, also one that says that it is gone", async () => {
    expect(await told(answerPage(answer("host"), kept))).toBe("host");
    expect((await answerPage(answer("moved", 404), kept)).status).toBe(404);
  });

  it("comes from what is kept where the host is gone, fails or is silent", async () => {
    for (const host of [gone(), answer("bad gateway", 502), new Promise<Response>(() => undefined)]) expect(await told(answerPage(host, kept, 10))).toBe("kept");
  });

  it("is waited for where none is kept", async () => {
    expect(await told(answerPage(new Promise((resolve) => { setTimeout(resolve, 30, new Response("late")); }), nothing, 10))).toBe("late");
    expect((await answerPage(answer("bad gateway", 502), nothing)).status).toBe(502);
  });

  it("is a sentence in both languages where there is neither", async () => {
    const response = await answerPage(gone(), nothing);
    expect([response.status, response.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
    expect(await response.text()).toMatch(/no network[^]*没有网络/);
  });

  it("counts as kept when all that it is made of is here", async () => {
    const list: FileList = { files: ["assets/a.js", "mnist/train-00.bin", PAGE].map((path) => ({ path, bytes: 1, sha256: "0".repeat(64) })) };
    const cacheOf = (written: unknown, ...paths: string[]) => ({
      keys: () => Promise.resolve(paths.map((path) => new Request(SCOPE + path))),
      match: (address: string) => Promise.resolve(paths.includes(address.slice(SCOPE.length)) ? new Response(address.endsWith(LIST) ? JSON.stringify(written) : "page") : undefined),
    });
    const cacheWith = (...paths: string[]) => cacheOf(list, ...paths);
    expect(await (await keptPage(cacheWith(LIST, PAGE, "assets/a.js"), SCOPE))?.text()).toBe("page");
    const damaged = [null, {}, { files: [{ path: PAGE }] }].map((written) => cacheOf(written, LIST, PAGE, "assets/a.js"));
    for (const cache of [...damaged, cacheWith(LIST, PAGE), cacheWith(PAGE, "assets/a.js"), cacheWith(LIST, "assets/a.js"), cacheWith()]) expect(await keptPage(cache, SCOPE)).toBeUndefined();
  });
});
