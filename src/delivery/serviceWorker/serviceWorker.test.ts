/** The service worker becomes active at once, and removes its files and itself once another project is at its address, and only then. Each test begins with a version kept and no window open. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DOUBT, LIST, PAGE } from "../offline/files";
import { hostOf, html, notFound, redirect, unreachable, version, World, type Host } from "./testing";

const A = version("A");
/** Another project at the address. `list`: what it has in place of the page's list. */
const slides = (list: () => Response): Host => (path) => (path === "" || path === PAGE ? html("Slides") : path === LIST ? list() : notFound());
const logIn: Host = () => html("Log in");

let world: World;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  world = new World();
  world.host = hostOf(A);
  await world.wake();
  await world.visit();
  await world.keep("A");
  world.closeAll();
});
afterEach(() => void vi.useRealTimers());
afterAll(() => void vi.unstubAllGlobals());

/** Visits a host on a day of December, in a browser that was closed before. Resolves to what is shown. */
async function on(day: number, host: Host): Promise<string> {
  world.host = host;
  vi.setSystemTime(new Date(2026, 11, day, 12));
  await world.wake();
  const { shows } = await world.visit();
  world.closeAll();
  return shows;
}
const left = () => [world.registered, world.entries !== null];

it("is active before it has claimed the open windows: Firefox claims none while one of their workers is at a long step, and lets requests wait", async () => {
  world.claimed = new Promise(() => undefined);
  await world.activate();
  world.claimed = Promise.reject(new DOMException("it was replaced", "InvalidStateError"));
  await world.activate();
});

describe.each<[string, Host, string]>([
  ["nothing", notFound, "404"],
  ["another project without a list of files", slides(notFound), "Slides"],
  ["another project with another file by the list's name", slides(() => new Response('{"files":["slides.pdf"]}')), "Slides"],
  ["another project for every path", () => html("Slides"), "Slides"],
  ["a redirection, and no list", (path) => (path === LIST ? notFound() : redirect()), "302"],
])("if %s is at the address", (_, host, shown) => {
  it("it removes itself at the visit of the third day, and shows what is there from the first one", async () => {
    for (const day of [1, 1, 1, 4]) expect([await on(day, host), ...left()]).toEqual([shown, true, true]);
    expect([await on(5, host), ...left()]).toEqual([shown, false, false]);
    expect([await on(6, host), ...left()]).toEqual([shown, false, false]);
  });

  it("it removes itself if one window is reloaded, too", async () => {
    world.host = host;
    let replaces = await world.visit();
    for (const day of [1, 2, 3]) {
      vi.setSystemTime(new Date(2026, 11, day, 12));
      replaces = await world.visit({ replaces });
    }
    expect([replaces.shows, ...left()]).toEqual([shown, false, false]);
  });

  it.each<[string, Host]>([["its host", hostOf(A)], ["the cache, as the host cannot be reached", unreachable], ["the cache, as the host fails", () => html("down", 503)]])("the count of days starts again when the page was opened from %s", async (__, opens) => {
    for (const day of [1, 2]) await on(day, host);
    expect(await on(3, opens)).toBe("A");
    expect(world.entries!.has(DOUBT)).toBe(false);
    for (const day of [4, 5]) expect([await on(day, host), ...left()]).toEqual([shown, true, true]);
    expect([await on(6, host), ...left()]).toEqual([shown, false, false]);
  });

  it("it stays while a window of the page is open, and the window has all its files", async () => {
    await world.visit();
    world.host = host;
    for (const day of [1, 2, 3, 4]) {
      vi.setSystemTime(new Date(2026, 11, day, 12));
      await world.wake();
      const visited = await world.visit();
      expect([visited.shows, ...left()]).toEqual([shown, true, true]);
      world.close(visited);
      expect(await world.lacking(A)).toEqual([]);
      await world.keep("A");
    }
    world.closeAll();
    world.host = unreachable;
    expect([(await world.visit()).shows, await world.lacking(A)]).toEqual(["A", []]);
  });
});

it.each<[string, Host]>([
  ["redirects every path", redirect],
  ["lacks the page alone", (path) => (path === "" ? notFound() : hostOf(A)(path))],
  ["refuses", () => html("Forbidden", 403)],
  ["fails", () => html("down", 502)],
])("a host that %s on ten days ends nothing", async (_, host) => {
  for (let day = 1; day <= 10; day++) await on(day, host);
  expect(left()).toEqual([true, true]);
  expect(await on(11, unreachable)).toBe("A");
});

it("a clock that is set back or a year ahead counts days, no spans of time", async () => {
  for (const day of [1, 366, 1, 366]) await on(day, logIn);
  expect(left()).toEqual([true, true]);
});

it.each([String(Date.UTC(2026, 10, 1)), "damaged", ""])("a doubt that version 1.0.0 wrote, or a damaged one, counts for no day: %j", async (text) => {
  world.entries!.set(DOUBT, { body: text, headers: [] });
  for (const day of [1, 2]) await on(day, logIn);
  expect(left()).toEqual([true, true]);
});

it("a page that was opened from the cache as its host was silent is no visit of another project, though the host answers afterwards", async () => {
  for (const day of [1, 2]) await on(day, logIn);
  await on(3, unreachable); // the doubt has ended
  for (const day of [4, 5]) {
    let answer!: (response: Response) => void;
    world.host = (path) => (path === "" ? new Promise((resolve) => { answer = resolve; }) : logIn(path));
    vi.setSystemTime(new Date(2026, 11, day, 12));
    expect((await world.visit({ late: true })).shows).toBe("A");
    answer(html("Log in"));
    await vi.waitFor(() => expect(world.entries!.has(DOUBT)).toBe(true));
    world.closeAll();
    expect(world.entries!.get(DOUBT)!.body).toBe("");
    await on(day, unreachable);
  }
});
