/** The service worker removes its files and itself once another project is at its address, and only then. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { cacheName, LIST } from "../offline/files";

const SCOPE = "https://site.example/elbo-room/";
const html = (title: string) => new Response(`<!doctype html><head><title>${title}</title>${title === "ELBO Room" ? '<script type="module" src="./assets/index-B_x-1.js"></script>' : ""}</head><body>`, { headers: { "content-type": "text/html" } });

/** What remains and what was done, in order. */
const stored = new Map<string, Response>();
const done: string[] = [];
let kept = true;
let list: () => Response;
let onFetch: (event: unknown) => void;

beforeAll(async () => {
  const cache = {
    match: async (address: string) => stored.get(address)?.clone(),
    put: async (address: string, response: Response) => void stored.set(address, response),
    delete: async (address: string) => stored.delete(address),
    keys: async () => [...stored.keys()].map((address) => new Request(address)),
  };
  vi.stubGlobal("caches", {
    has: async (name: string) => kept && name === cacheName(SCOPE), open: async () => cache,
    delete: async (name: string) => {
      done.push(`delete ${name}`);
      kept = false;
    },
  });
  vi.stubGlobal("fetch", async (asked: URL) => (asked.href === `${SCOPE}${LIST}` ? list() : Response.error()));
  vi.stubGlobal("self", {
    registration: { scope: SCOPE, unregister: async () => void done.push("unregister") },
    addEventListener: (type: string, listener: typeof onFetch) => { if (type === "fetch") onFetch = listener; },
  });
  await vi.importActual("./serviceWorker"); // its types are those of a service worker
});
beforeEach(() => void (done.length = 0));
afterAll(() => void vi.unstubAllGlobals());

/** Visits the page's address, where its host sends this. Resolves to the title of the page that is shown, when all conclusions are drawn. */
async function visit(page: Response, files: () => Response): Promise<string | undefined> {
  list = files;
  const promises: Promise<unknown>[] = [];
  let shown: Promise<Response> | undefined;
  onFetch({
    request: { url: SCOPE, method: "GET", mode: "navigate", destination: "document", referrer: "", cache: "default" }, preloadResponse: Promise.resolve(page),
    respondWith: (response: Promise<Response>) => { shown = response; }, waitUntil: (promise: Promise<unknown>) => promises.push(promise),
  });
  await Promise.all(promises);
  return /<title>(.*)<\/title>/.exec(await (await shown!).text())?.[1];
}
const missing = () => new Response("not found", { status: 404 });

test("neither the page itself nor a log-in page in place of every file ends it", async () => {
  expect(await visit(html("ELBO Room"), missing)).toBe("ELBO Room");
  expect(await visit(html("Log in"), () => html("Log in"))).toBe("Log in");
  expect([...stored.keys()]).toEqual([`${SCOPE}doubt`]);
  expect(await visit(html("ELBO Room"), missing)).toBe("ELBO Room");
  expect([done, [...stored.keys()]]).toEqual([[], []]);
});

test("another project ends it: first its files are deleted, then it is unregistered", async () => {
  expect(await visit(html("Slides"), missing)).toBe("Slides");
  expect(done).toEqual([`delete ${cacheName(SCOPE)}`, "unregister"]);
});
