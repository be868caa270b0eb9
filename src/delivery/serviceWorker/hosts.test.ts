/**
 * What hosts do, and what readers get: each row is a host to whom a reader comes back with version A kept whole and open in a tab. docs/offline.md has the same
 * table. To add a case, add a row.
 */
import { afterAll, describe, expect, it, vi } from "vitest";
import { LIST, PAGE } from "../offline/files";
import { hostOf, html, notFound, redirect, unreachable, version, World, type Host } from "./testing";

const A = version("A");
const B = version("B");
const C = version("C", "new digits");
const without = (files: typeof B, gone: RegExp) => Object.fromEntries(Object.entries(files).filter(([path]) => !gone.test(path)));
/** A host of version B whose scripts are answered in this way. */
const scripts = (answer: () => Response): Host => (path) => (path.endsWith(".js") ? answer() : hostOf(B)(path));
const mixed = (page: typeof B, others: typeof B, list = others): Host => (path) => hostOf(path === "" || path === "index.html" ? page : others, list)(path);
const everywhere = (status: number): Host => () => html("refused", status);

interface Row {
  readonly host: Host;
  readonly late?: boolean;
  /** What a visit shows: a version, or the host's answer. */
  readonly online: string;
  /** The version's files that the visit does not get. */
  readonly lacks?: readonly string[];
  /** What a visit without a network shows afterwards. */
  readonly offline: string;
}

const HOSTS: Readonly<Record<string, Row>> = {
  "has the same version": { host: hostOf(A), online: "A", offline: "A" },
  "has a new version": { host: hostOf(B), online: "B", offline: "B" },
  "has an old version again": { host: hostOf(version("0")), online: "0", offline: "0" },
  "cannot be reached": { host: unreachable, online: "A", offline: "A" },
  "is silent": { host: () => new Promise(() => undefined), late: true, online: "A", offline: "A" },
  "answers 503": { host: everywhere(503), online: "A", offline: "A" },
  "answers 500 with the page only": { host: (path) => (path === "" ? html("down", 500) : hostOf(A)(path)), online: "A", offline: "A" },
  "answers 429": { host: everywhere(429), online: "A", offline: "A" },
  "answers 401": { host: everywhere(401), online: "401", offline: "A" },
  "answers 404": { host: notFound, online: "404", offline: "A" },
  "answers another page for every path": { host: () => html("Log in"), online: "Log in", offline: "A" },
  "redirects to another host": { host: redirect, online: "302", offline: "A" },
  "has the new page, old files and the old list": { host: mixed(B, A), online: "A", offline: "A" },
  "has the new page and list, and old files": { host: mixed(B, A, B), online: "A", offline: "A" },
  "has the old page, new files and the new list": { host: mixed(A, B), online: "A", offline: "A" },
  "has the old page and list, and new files": { host: mixed(A, B, A), online: "A", offline: "A" },
  "has a new version but a script that its page names": { host: hostOf(without(B, /main/), B), online: "A", offline: "A" },
  "has a new version but a script that is needed later": { host: hostOf(without(B, /later/), B), online: "B", lacks: ["assets/later-B.js"], offline: "A" },
  "has a new version but a file with a fixed name": { host: hostOf(without(B, /favicon/), B), online: "B", lacks: ["favicon.svg"], offline: "A" },
  "has a new version but a shard of data that changed": { host: hostOf(without(C, /train-00/), C), online: "C", lacks: ["mnist/train-00.bin"], offline: "A" },
  "has a new version without a list": { host: hostOf(B, null), online: "B", offline: "A" },
  "has a new version and a list of nothing": { host: (path) => (path === LIST ? new Response('{"files":[]}') : hostOf(B)(path)), online: "B", offline: "A" },
  "answers a page for each script of a new version": { host: scripts(() => html("<!doctype html>")), online: "A", offline: "A" },
  "answers 404 for each script of a new version": { host: scripts(notFound), online: "A", offline: "A" },
  "answers 503 for each script of a new version": { host: scripts(() => html("down", 503)), online: "A", offline: "A" },
  "sends a script of a new version that breaks off": { host: scripts(() => new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError("network error")) }), { headers: { "content-type": "text/javascript" } })), online: "A", offline: "A" },
  "sends a page that breaks off after its head": { host: (path) => (path === "" ? html(B[PAGE]!.slice(0, B[PAGE]!.indexOf("</head>") + 7)) : hostOf(B)(path)), online: "A", offline: "B" },
  "sends an empty page": { host: (path) => (path === "" ? html("") : hostOf(B)(path)), online: "A", offline: "B" },
  "answers no request for a script of a new version": { host: (path) => (path.endsWith(".js") ? unreachable() : hostOf(B)(path)), online: "A", offline: "A" },
};
const VERSIONS: Readonly<Record<string, typeof A>> = { A, B, C, 0: version("0") };

/** A reader with version A kept whole and open in a tab. */
async function reader(): Promise<World> {
  const world = new World();
  world.host = hostOf(A);
  await world.wake();
  await world.visit();
  expect(await world.keep("A")).toBe("kept");
  return world;
}

afterAll(() => void vi.unstubAllGlobals());

describe.each(Object.entries(HOSTS))("a host that %s", (_, { host, late = false, online, lacks = [], offline }) => {
  it(`opens ${online} online and ${offline} offline, and ends no run of an open tab`, async () => {
    const world = await reader();
    world.host = host;
    const visited = await world.visit({ late });
    expect(visited.shows).toBe(online);
    const files = VERSIONS[online];
    if (files) expect(await world.lacking(files)).toEqual(lacks);
    if (files && !late) await world.keep(online);
    // The open tab still gets its scripts and data, and finds the network back.
    const own = Object.fromEntries(Object.entries(A).filter(([path]) => /^(assets|mnist)\//.test(path)));
    expect(await world.lacking(own)).toEqual([]);
    if (!late) await world.keep("A");
    await world.wake();
    expect(await world.lacking(own)).toEqual([]);

    world.host = unreachable;
    world.closeAll();
    const kept = await world.visit();
    expect([kept.shows, await world.lacking(VERSIONS[offline]!)]).toEqual([offline, []]);

    // The host is well again: the newest version opens and is kept, and nothing is left of another one or of a doubt.
    world.host = hostOf(B);
    world.closeAll();
    expect((await world.visit()).shows).toBe("B");
    expect([await world.keep("B"), await world.lacking(B)]).toEqual(["kept", []]);
    expect(world.entries!.size).toBe(Object.keys(B).length + 1);
    world.host = unreachable;
    expect((await world.visit()).shows).toBe("B");
  });
});

it("a silent host does not keep the page from opening after a log-in page was at its address", async () => {
  const world = await reader();
  world.closeAll();
  world.host = () => html("Log in");
  expect((await world.visit()).shows).toBe("Log in");
  world.closeAll();
  world.host = () => new Promise(() => undefined);
  expect((await world.visit({ late: true })).shows).toBe("A");
});

it("a host that fails at a first visit is shown as it is, and a sentence if it cannot be reached", async () => {
  const world = new World();
  await world.wake();
  expect((await world.visit()).shows).toBe("no network");
  world.host = everywhere(503);
  expect((await world.visit()).shows).toBe("503");
  world.host = scripts(() => html("down", 503));
  expect((await world.visit()).shows).toBe("B"); // the page itself says what does not arrive
});
