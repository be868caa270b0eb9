/** Whatever a host has, and wherever keeping ends: the kept page is one version, whole. */
import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { KEPT, LIST, PAGE, TIDY } from "../offline/files";
import { hostOf, html, listOf, unreachable, version, World, type Host, type Version } from "./testing";

const A = version("A");
const VERSIONS: readonly Version[] = [A, version("B"), version("C", "new digits")];
const NAMES = ["A", "B", "C"] as const;
const PATHS = [...new Set(VERSIONS.flatMap((files) => Object.keys(files)))];

/** A folder while it is copied, in any order: each path has the file of one version or none, and list and page are of any. */
const folder = fc.record({
  files: fc.array(fc.nat(VERSIONS.length), { minLength: PATHS.length, maxLength: PATHS.length }),
  page: fc.nat(2), list: fc.option(fc.nat(2)), kind: fc.constantFrom("copied", "whole", "gone", "down", "log-in"),
}).map(({ files, page, list, kind }): Host => {
  if (kind === "gone") return unreachable;
  if (kind === "down") return () => html("down", 503);
  if (kind === "log-in") return () => html("Log in");
  if (kind === "whole") return hostOf(VERSIONS[page]!);
  const present = Object.fromEntries(PATHS.flatMap((path, i) => {
    const text = VERSIONS[files[i]!]?.[path];
    return text === undefined ? [] : [[path, text]];
  }));
  return hostOf({ ...present, [PAGE]: VERSIONS[page]![PAGE]! }, list === null ? null : VERSIONS[list]!);
});

/** A visit, the number of files after which its tab is closed, and what else happens. */
const visit = fc.record({ host: folder, writes: fc.option(fc.nat(12), { nil: Infinity }), room: fc.option(fc.nat(14), { nil: Infinity }), together: fc.boolean(), wakes: fc.boolean(), closes: fc.boolean() });

async function reader(): Promise<World> {
  const world = new World();
  world.host = hostOf(A);
  await world.wake();
  await world.visit();
  await world.keep("A");
  return world;
}

/** Opens the page without a network. Resolves to the version that is shown, or to null if none is. Fails unless all its files are that version's. */
async function opened(world: World, needsData = true): Promise<string | null> {
  const { host } = world;
  world.host = unreachable;
  await world.wake();
  const window = await world.visit();
  const files = VERSIONS[NAMES.findIndex((name) => name === window.shows)];
  if (files) expect((await world.lacking(files)).filter((path) => needsData || !path.startsWith("mnist/"))).toEqual([]);
  else expect(window.shows).toBe("no network");
  world.close(window);
  world.host = host;
  return files ? window.shows : null;
}

afterAll(() => void vi.unstubAllGlobals());

describe("the kept page", () => {
  it("is one version, whole, after any visits of any half-copied hosts, ended at any file, in one tab or two, with any room", async () => {
    await fc.assert(fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 5 }), async (visits) => {
      const world = await reader();
      for (const { host, writes, room, together, wakes, closes } of visits) {
        if (closes) world.closeAll();
        if (wakes) await world.wake();
        Object.assign(world, { host });
        const { shows } = await world.visit();
        const running = NAMES.find((name) => name === shows) ?? "A";
        Object.assign(world, { writes, room });
        await Promise.all([world.keep(running), ...(together ? [world.keep("A")] : [])]);
        Object.assign(world, { writes: Infinity, room: Infinity });
        expect(await opened(world)).not.toBeNull();
      }
      // A good host makes good everything, and nothing more is stored than its version.
      world.closeAll();
      world.host = hostOf(VERSIONS[1]!);
      await world.visit();
      expect([await world.keep("B"), await opened(world), world.entries!.size]).toEqual(["kept", "B", Object.keys(VERSIONS[1]!).length + 1]);
    }), { numRuns: 25 });
  });

  it("is one version or a sentence, whatever entries are damaged, lost or cleared, and whole again after one visit", async () => {
    const damage = fc.array(fc.record({ at: fc.nat(), how: fc.constantFrom("", "<!doctype html>", null) }), { maxLength: 4 });
    await fc.assert(fc.asyncProperty(fc.constantFrom(0, 1, 2), folder, fc.option(fc.nat(9), { nil: Infinity }), damage, fc.boolean(), async (next, host, writes, damages, cleared) => {
      const world = await reader();
      world.host = host;
      world.writes = writes;
      await world.keep("A");
      for (const { at, how } of damages) {
        const place = [...world.entries!.keys()][at % world.entries!.size]!;
        if (how === null) world.entries!.delete(place);
        else world.entries!.set(place, { body: how, headers: [] });
      }
      if (cleared) world.entries = null;
      await opened(world, false);
      world.closeAll();
      world.host = hostOf(VERSIONS[next]!);
      await world.visit();
      expect(await world.keep(NAMES[next]!)).toBe("kept");
      expect(await opened(world)).toBe(NAMES[next]);
    }), { numRuns: 25 });
  });
});

describe("what version 1.0.0 kept", () => {
  /** As version 1.0.0 keeps version A: at its paths, with the host's list. */
  async function earlier(): Promise<World> {
    const world = await reader();
    world.entries!.delete(KEPT);
    world.entries!.set(LIST, { body: JSON.stringify(listOf(A)), headers: [] });
    return world;
  }

  it("opens, and is untouched until the next version is whole, whose service worker then deletes it", async () => {
    const world = await earlier();
    const before = new Map(world.entries);
    world.host = hostOf(VERSIONS[2]!);
    await world.visit();
    world.writes = 6;
    await world.keep("C");
    expect([...before].filter(([place, { body }]) => world.entries!.get(place)?.body !== body)).toEqual([]);
    expect(await opened(world)).toBe("A");
    await world.keep("C");
    expect([...before].filter(([place, { body }]) => world.entries!.get(place)?.body !== body)).toEqual([]); // two windows are open
    expect(await opened(world)).toBe("C");
    world.closeAll();
    await world.visit();
    await world.keep("C");
    expect([world.entries!.size, world.entries!.has(LIST)]).toEqual([Object.keys(A).length + 1, false]);
    expect(await opened(world)).toBe("C");
  });

  it("is deleted by no request that its service worker knows", () => {
    expect(TIDY).not.toBe("tidy");
  });
});
