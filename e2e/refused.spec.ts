/**
 * Each interface of the browser that can refuse does so at every use, or only at the first: the page opens, trains, changes its room, and loses what the table says
 * (`faults/interfaces.ts`). `REFUSED=caches` tries one.
 */
import type { Page } from "@playwright/test";
import { sentences } from "./faults/disturbedRun";
import { INTERFACES, type Refused } from "./faults/interfaces";
import { ConsoleErrors, expect, Room, test } from "./room";

test.use({ prefetches: true }); // the parts that come when the page is idle use interfaces, too

const ONLY = process.env["REFUSED"];

/** What refuses in a realm; `once`: at the first use only. */
interface Fault extends Pick<Refused, "path" | "how" | "where"> {
  readonly once: boolean;
}

/** Makes an interface refuse. It is run as text, too, before a worker's script. */
function refuse({ path, how, once }: Fault): void {
  const names = path.split(".");
  const name = names.pop()!;
  let at: unknown = globalThis;
  for (const one of names) at = typeof at === "object" || typeof at === "function" ? Reflect.get(at!, one) : undefined;
  while (at && !Object.hasOwn(at, name)) at = Object.getPrototypeOf(at);
  if (!at) return; // this browser lacks it
  let left = once ? 1 : Infinity;
  const refused = () => { if (left-- > 0) throw new DOMException("refused by a test", "SecurityError"); };
  const original = Object.getOwnPropertyDescriptor(at, name)!;
  if (how === "call" && typeof original.value === "function") {
    const value = new Proxy(original.value as (...args: unknown[]) => object, {
      apply(target, self, args) { refused(); return Reflect.apply(target, self, args); },
      construct(target, args, as) { refused(); return Reflect.construct(target, args, as) as object; },
    });
    Object.defineProperty(at, name, { ...original, value });
  } else {
    Object.defineProperty(at, name, { configurable: true, get(this: object) { refused(); return original.get ? original.get.call(this) : original.value as unknown; } });
  }
}

/** The fault of the next page that `page` opens. */
const current = new WeakMap<Page, Fault | null>();

async function prepare(page: Page): Promise<void> {
  await page.addInitScript(`globalThis.__name = (it) => it;
    const fault = window.name === "" ? null : JSON.parse(window.name);
    if (fault && fault.where !== "worker") (${refuse})(fault);`);
  await page.route("**/assets/entry-*.js", async (route) => {
    const fault = current.get(page);
    const response = await route.fetch();
    const lines = fault && fault.where !== undefined && fault.where !== "page" ? `globalThis.__name = (it) => it; (${refuse})(${JSON.stringify(fault)});\n` : "";
    await route.fulfill({ response, body: lines + await response.text() });
  });
}

interface Visit {
  readonly fragment: string;
  /** The room that is chosen then; null: the link has none. */
  readonly then: "Play" | "Learn" | "Lab" | null;
}

const LAB: Visit = { fragment: "model=vae&hidden=16&batch=16&seed=5&backend=wasm&room=lab", then: "Learn" };
const VISITS: Readonly<Record<string, Visit>> = {
  Play: { fragment: "room=play&backend=wasm", then: "Lab" },
  Lab: LAB,
  lesson: { fragment: "model=vae&hidden=16&batch=16&backend=wasm&lesson=elbo-terms", then: "Lab" },
  exercise: { fragment: "exercise=reparameterise&backend=wasm", then: "Lab" },
  talk: { fragment: "room=lab&model=vae&hidden=16&batch=16&backend=wasm&present=1", then: null },
  frame: { fragment: "preset=first-vae@2&hidden=16&batch=16&backend=wasm&embed=1", then: null },
};

/** Interfaces that only parts use which come when the page is idle. */
const OFTEN_LATE = new Set(["BroadcastChannel", "navigator.serviceWorker", "caches", "navigator.locks"]);

/** What does not agree with the table, as sentences. `late`: waits for what comes when the page is idle. */
async function tryOne(page: Page, { says, noTraining, ...fault }: Refused, once: boolean, { fragment, then }: Visit, late: boolean): Promise<readonly string[]> {
  const room = new Room(page);
  current.set(page, null);
  await page.goto("./licences.txt");
  await page.evaluate((it) => { window.name = it; }, JSON.stringify({ ...fault, once }));
  current.set(page, { ...fault, once });
  const wrong: string[] = [];
  const listen = (error: Error) => void wrong.push(`uncaught: ${error.stack ?? error.message}`);
  page.on("pageerror", listen);
  try {
    await page.goto(`./#${fragment}`);
    if (/embed=1/.test(fragment)) await page.getByRole("button", { name: "Start" }).click();
    const stopped = page.locator(".crash, #root > [role=alert]");
    await page.waitForFunction(() => "elboRoom" in window || document.querySelector(".crash, #root > [role=alert]"));
    const heard = async () => [...await sentences(room), ...await stopped.allInnerTexts(), ...await page.locator(".later[role=alert]").allInnerTexts()];
    if (!noTraining) {
      const error = await room.trainError(3);
      if (error !== null) wrong.push(`training: ${error}`);
    }
    if (!noTraining && then) {
      await page.getByRole("radio", { name: then, exact: true }).check();
      await expect(page.getByRole("radio", { name: then, exact: true })).toBeChecked();
    }
    // The parts that come when the page is idle, such as that of talks.
    if (late && !noTraining && !/embed=1/.test(fragment)) await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /\/Stage-/.test(name)));
    if (says && !once) await expect.poll(async () => (await heard()).join(" "), { timeout: 20_000 }).toMatch(says);
    const said = await heard();
    const unexpected = said.filter((text) => !says?.test(text));
    if (unexpected.length > 0) wrong.push(...unexpected.map((text) => `says: ${text}`));
  } catch (error) {
    wrong.push(String(error).slice(0, 600));
  } finally {
    page.off("pageerror", listen);
  }
  return wrong;
}

/** Playwright itself observes the page's changes. */
const OF_PLAYWRIGHT = "MutationObserver";

async function tryAll(page: Page, visits: readonly (readonly [string, Visit])[], hows: readonly boolean[], names: readonly string[]): Promise<void> {
  const rows = names.filter((name) => (ONLY === undefined ? name !== OF_PLAYWRIGHT : name === ONLY)).map((name) => [name, INTERFACES[name]!] as const);
  await prepare(page);
  const found: Record<string, readonly string[]> = {};
  for (const [place, visit] of visits) {
    for (const once of hows) {
      for (const [name, row] of rows) {
        const from = performance.now();
        const wrong = await tryOne(page, row, once, visit, hows.length > 1 || OFTEN_LATE.has(name));
        if (ONLY !== undefined || process.env["REFUSED_LOG"]) console.log(place, name, once ? "once" : "always", `${Math.round(performance.now() - from)} ms`, wrong);
        if (wrong.length > 0) found[`${name}, ${once ? "once" : "always"}, ${place}`] = wrong;
      }
    }
  }
  expect(found).toEqual({});
}

/** What settings and policies of real browsers refuse, and what ended the page. */
const USUAL = ["BroadcastChannel", "localStorage", "indexedDB", "caches", "navigator.locks", "navigator.serviceWorker", "Worker", "matchMedia", "ResizeObserver", "trustedTypes", "WebAssembly", "crypto.subtle"];

const SELDOM = Object.keys(INTERFACES).filter((name) => !USUAL.includes(name));

for (const [which, names, tags] of [["usually", USUAL, {}], ["seldom", SELDOM, { tag: "@exhaustive" }]] as const) {
  test(`each interface that is ${which} refused costs only what the table says`, tags, async ({ page, consoleErrors }) => {
    expect(consoleErrors).toBeInstanceOf(ConsoleErrors); // errors in the console are those of the refusals
    await tryAll(page, [["Lab", LAB]], [false], names);
  });
}

test("the same at the first use and at every use, in Play, the Lab, a lesson, an exercise, lecture mode and a frame", { tag: "@exhaustive" }, async ({ page }) => {
  test.setTimeout(60 * 60_000);
  await tryAll(page, Object.entries(VISITS), [true, false], Object.keys(INTERFACES));
});
