/**
 * Runs the page and its worker in one process, on a virtual clock. In each session one call fails, once or from then on. With `EXHAUSTIVE=1` in the
 * environment each call fails in turn, otherwise a sample of them. A failure names its fault: `FAULT=training/database/12/once` repeats it.
 */
import "./stubs";
import "./quick";
import { afterAll, beforeAll, it } from "vitest";
import { EXHAUSTIVE } from "../../../../core/testing";
import { failEach } from "./faults";
import { readShards, type Shards } from "./shards";
import { loadAll } from "./simulate";

let shards: Shards;
beforeAll(async () => {
  shards = await readShards();
  await loadAll();
}, 120_000);

/** One of this many calls of a kind is tried. */
const EVERY = EXHAUSTIVE || process.env["FAULT"] ? 1 : 40;

const counted: string[] = [];
afterAll(() => { if (EVERY === 1) console.log(["| chapter | call | once | for good |", "|---|---|---:|---:|", ...counted].join("\n")); });

it.each(["training", "files", "ownData", "texts", "offline"] as const)("%s: whichever call fails, once or for good, the page reports every loss", async (chapter) => {
  counted.push(...await failEach(shards, chapter, EVERY));
}, 24 * 3_600_000);
