/** A visit that stores the page for use without a network, and a visit without one. Cache and host are maps of this world, whose calls can fail. */
import { createHash } from "node:crypto";
import { LIST, PAGE } from "../../../../delivery/offline/files";
import { createKeeper } from "../../../../delivery/offline/keeper";
import { answerFile, answerPage, cachedFile, cachedPage } from "../../../../delivery/serviceWorker/answers";
import type { Outcome, Stage } from "./simulationSetup";

const SCOPE = "https://room.example/";
const SCRIPT = "assets/index-a.js";
const CONTENT: ReadonlyMap<string, string> = new Map([[SCRIPT, "run()"], ["assets/later-b.js", "later()"], ["mnist/train-00.bin", "digits"], [PAGE, "<!doctype html>"]]);

/** Stores the page, and compares each file with and without a network. */
export async function keepOffline({ world }: Stage): Promise<Outcome> {
  const thread = world.thread("tab", 0.2);
  const said = new Set<string>();
  const noticed = new Set<string>();
  const lost = new Set<string>();
  const files = [...CONTENT].map(([path, text]) => ({ path, bytes: text.length, sha256: createHash("sha256").update(text).digest("hex") }));
  const host = new Map([...CONTENT, [LIST, JSON.stringify({ files })]]);
  const stored = new Map<string, { readonly body: ArrayBuffer; readonly headers: [string, string][] }>();
  /** Answers as a browser does, in a separate task. */
  const later = <T>(kind: "cache" | "fetch", what: string, work: () => T | Promise<T>) => new Promise<T>((resolve, reject) => {
    world.queue("browser", () => {
      if (world.fails(kind, what)) reject(kind === "cache" ? new DOMException(what, "UnknownError") : new TypeError("Failed to fetch"));
      else void Promise.resolve(work()).then(resolve, reject);
    }, thread, 1);
  });
  const cache = {
    match: (address: RequestInfo | URL) => later("cache", "match", () => {
      const found = stored.get(String(address));
      return found && new Response(found.body.slice(0), { headers: found.headers });
    }),
    put: (address: RequestInfo | URL, response: Response) => later("cache", "put", async () => void stored.set(String(address), { body: await response.arrayBuffer(), headers: [...response.headers] })),
    delete: (address: RequestInfo | URL) => later("cache", "delete", () => stored.delete(String(address))),
    keys: () => later("cache", "keys", () => [...stored.keys()].map((url) => new Request(url))),
  };
  const openCache = () => later("cache", "open", () => cache);
  const fromHost = (address: string) => later("fetch", address.slice(SCOPE.length), () => new Response(host.get(address.slice(SCOPE.length)) ?? null, { status: host.has(address.slice(SCOPE.length)) ? 200 : 404 }));
  const textOf = async (response: Response | undefined) => (response ? response.text() : "");

  const keeper = createKeeper({
    scope: SCOPE, script: SCRIPT, isRegistered: async () => true, openCache, fetch: fromHost, alone: (work) => work(), isOnline: () => true, estimate: async () => ({}), chosen: ["page", "data"],
    remember: () => undefined, rest: () => Promise.resolve(), tidy: () => undefined,
  });
  /** Reads the cache as the service worker does. */
  const kept = <T>(find: (cache: Awaited<ReturnType<typeof openCache>>) => Promise<T | undefined>) => openCache().then(find).catch(() => undefined);
  const visit = (path: string, network: boolean) => {
    const address = SCOPE + path;
    const asked = () => (network ? fromHost(address) : Promise.reject(new TypeError("no network")));
    return path === PAGE ? answerPage(asked(), () => kept((cache) => cachedPage(cache, SCOPE))) : answerFile("kept", asked, () => kept((cache) => cachedFile(cache, SCOPE, path)));
  };

  await world.within(thread, () => keeper.keep());
  if (keeper.now().phase !== "kept") {
    said.add(`offline: ${keeper.now().phase}`);
    noticed.add("not kept");
    await world.within(thread, () => keeper.keep()); // "Try again"
  }
  const promised = keeper.now().phase === "kept";
  for (const [path, text] of CONTENT) {
    for (const network of [true, false]) {
      const answer = await world.within(thread, () => visit(path, network)).then(async (response) => ({ status: response.status, text: await textOf(response) }), () => null);
      if (answer?.text === text) continue;
      // The visit may fail, or show the page's own message, but never anything else.
      if (answer?.status === 503 && answer.text.includes("Connect to the network")) said.add("answer: not whole");
      else if (answer !== null) lost.add(`${path} is ${answer.text}`);
      else said.add("answer: no network");
      noticed.add("a file did not come");
      if (promised && network) lost.add(`${path} with a network`);
    }
  }
  return { losses: [], said: [...said], noticed: [...noticed], lost: [...lost] };
}
