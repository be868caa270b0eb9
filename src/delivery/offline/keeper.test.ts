/** The keeper with a host that replies unexpectedly, a damaged or full cache, and a choice of parts. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { KEPT, LIST, PAGE, type FileList } from "./files";
import { createKeeper, type KeeperParts, type Phase } from "./keeper";

const SCOPE = "https://site.example/elbo-room/";
const CONTENT: Readonly<Record<string, string>> = { "assets/index-a.js": "run()", "assets/b.js": "later()", "mnist/train-00.bin": "digits", "trained/a@1.safetensors": "weights", [PAGE]: "<!doctype html>" };
const LOGIN = "<!doctype html>Log in";

const listOf = (content: Readonly<Record<string, string>>): FileList => ({
  files: Object.entries(content).map(([path, text]) => ({ path, bytes: text.length, sha256: createHash("sha256").update(text).digest("hex") })),
});

/** A keeper whose cache and host are plain records of path → text; `host` null: unreachable. */
function place({ host = { ...CONTENT } as Record<string, string> | null, kept = {} as Record<string, string>, room = Infinity, ...more }: {
  host?: Record<string, string> | null; kept?: Record<string, string>; room?: number;
} & Partial<KeeperParts> = {}) {
  const asked: string[] = [];
  const order: string[] = [];
  const pathOf = (address: unknown) => String(address).slice(SCOPE.length);
  const cache = {
    match: (address: string) => Promise.resolve(pathOf(address) in kept ? new Response(kept[pathOf(address)]!) : undefined),
    keys: () => Promise.resolve(Object.keys(kept).map((place) => new Request(SCOPE + place))),
    delete: (address: string) => Promise.resolve(delete kept[pathOf(address)]),
    put: async (address: string, response: Response) => {
      if (Object.keys(kept).length >= room) throw new DOMException("no room", "QuotaExceededError");
      kept[pathOf(address)] = await response.text();
      order.push(pathOf(address));
    },
  };
  const list = host && (host[LIST] ?? JSON.stringify(listOf(CONTENT)));
  const keeper = createKeeper({
    scope: SCOPE, script: "assets/index-a.js", chosen: ["page", "data"],
    isRegistered: () => Promise.resolve(true), openCache: () => Promise.resolve(cache),
    fetch: (address, { cache: from }) => {
      const path = pathOf(address);
      asked.push(`${path} ${String(from)}`);
      if (!host) return Promise.reject(new TypeError("Failed to fetch"));
      const text = path === LIST ? list : host[path];
      return Promise.resolve(text === undefined || text === null ? new Response("not found", { status: 404 }) : new Response(text));
    },
    alone: (work) => work(), isOnline: () => true, remember: () => undefined, rest: () => Promise.resolve(), tidy: () => void order.push("tidy"),
    estimate: () => Promise.resolve({ usage: 1, quota: 2 }),
    ...more,
  });
  const tally = () => Object.values(keeper.now().parts ?? {}).map((part) => part.kept);
  return { keeper, kept, asked, order, tally };
}

describe("a first visit", () => {
  it("stores the chosen files, the page after its dependencies, then the list, and fetches each file once", async () => {
    const { keeper, asked, order, tally } = place();
    const phases: Phase[] = [];
    keeper.on(() => phases.push(keeper.now().phase));
    await keeper.keep();
    expect(order).toEqual(["assets/index-a.js", "assets/b.js", PAGE, KEPT, "mnist/train-00.bin", "tidy"]);
    expect(asked).toEqual([`${LIST} no-cache`, ...["assets/index-a.js", "assets/b.js", PAGE, "mnist/train-00.bin"].map((path) => `${path} force-cache`)]);
    expect([new Set(phases), tally(), keeper.now().newer, keeper.now().room]).toEqual([new Set(["keeping", "kept"]), [3, 1, 0], false, { usage: 1, quota: 2 }]);
  });

  it.each([["a log-in page", LOGIN], ["an altered file", "later(1)"], ["half a file", "late"]])("keeps neither %s nor the list of the version that would need it", async (_, text) => {
    const { keeper, kept, asked, tally } = place({ host: { ...CONTENT, "assets/b.js": text } });
    await keeper.keep();
    expect([Object.keys(kept), keeper.now().phase, tally()]).toEqual([["assets/index-a.js", PAGE, "mnist/train-00.bin"], "unreachable", [2, 1, 0]]);
    expect(asked).toContain("assets/b.js reload"); // past the browser's own cache
  });

  it("waits before each file until it may begin", async () => {
    const stored: number[] = [];
    const { keeper, order } = place({
      async rest() {
        await new Promise((resolve) => setTimeout(resolve, 10));
        stored.push(order.length);
      },
    });
    await keeper.keep();
    expect(stored).toEqual([0, 1, 2, 4]); // the list follows the page at once
  });

  it("changes nothing if there is no host, or a log-in page in place of the list", async () => {
    for (const parts of [{ host: { ...CONTENT, [LIST]: LOGIN } }, { host: null }]) {
      const { keeper, order } = place(parts);
      await keeper.keep();
      expect([keeper.now().phase, order]).toEqual(["unreachable", []]);
    }
  });

  it("reports that there is no room, and keeps what it has", async () => {
    const { keeper, kept, tally } = place({ room: 1 });
    await keeper.keep();
    expect([keeper.now().phase, Object.keys(kept), tally()]).toEqual(["full", ["assets/index-a.js"], [1, 0, 0]]);
  });
});

describe("a later visit", () => {
  const all: Readonly<Record<string, string>> = { ...CONTENT, [KEPT]: JSON.stringify(listOf(CONTENT)) };

  it("fetches altered or lost files, and nothing else", async () => {
    const { "assets/b.js": _, ...lost } = all;
    const { keeper, kept, asked } = place({ kept: { ...lost, "mnist/train-00.bin": LOGIN }, chosen: ["page", "data", "trained"] });
    await keeper.keep();
    expect([keeper.now().phase, kept]).toEqual(["kept", all]);
    expect(asked.slice(1)).toEqual(["assets/b.js force-cache", "mnist/train-00.bin force-cache"]);
  });

  it("reports what is stored if there is no host", async () => {
    for (const isOnline of [() => true, () => false]) {
      const { keeper, tally } = place({ host: null, kept: { ...all }, isOnline });
      await keeper.keep();
      expect([keeper.now().phase, tally()]).toEqual(["kept", [3, 1, 0]]);
    }
  });

  it("stores a newer version beside the running one, and keeps both", async () => {
    const { keeper, kept, order } = place({ kept: { "assets/index-old.js": "old" }, script: "assets/index-old.js" });
    await keeper.keep();
    expect([keeper.now().newer, keeper.now().phase, order.includes("tidy"), kept["assets/index-old.js"]]).toEqual([true, "kept", false, "old"]);
  });

  it("removes parts that are no longer chosen, and remembers the choice", async () => {
    const remembered: string[] = [];
    const { keeper, kept } = place({ kept: { ...all }, remember: (chosen) => remembered.push(chosen.join(" ")) });
    await keeper.choose(["page"]);
    expect(Object.keys(kept)).toEqual(["assets/index-a.js", "assets/b.js", PAGE, KEPT]);
    await keeper.choose([]);
    expect([kept, remembered]).toEqual([{}, ["page", ""]]);
  });
});

describe("if the service worker has removed itself, because the address is no longer the page's", () => {
  it("no cache is opened, because that would create it again", async () => {
    const { keeper, asked, order } = place({
      isRegistered: () => Promise.resolve(false), openCache: () => Promise.reject(new Error("A cache was made.")),
    });
    await keeper.keep();
    expect([keeper.now().phase, asked, order]).toEqual(["waiting", [], []]);
  });

  it("nothing more is fetched or written", async () => {
    let registered = true;
    const { keeper, asked, order } = place({ isRegistered: () => Promise.resolve(registered) });
    keeper.on(() => { registered &&= !order.includes("assets/index-a.js"); });
    await keeper.keep();
    expect([keeper.now().phase, order]).toEqual(["waiting", ["assets/index-a.js"]]);
    expect(asked).toEqual([`${LIST} no-cache`, "assets/index-a.js force-cache"]);
  });
});
