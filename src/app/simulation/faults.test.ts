/**
 * The page and its worker in one process, on a virtual clock, where one call after the other fails, once or from then on. `EXHAUSTIVE=1` in the
 * environment lets each call fail, otherwise a sample of them does. A failure names its fault: `FAULT=training/database/12/once` repeats it.
 */
import "./stubs";
import "./quick";
import { afterAll, beforeAll, it } from "vitest";
import { failEach } from "./faults";
import { readShards, type Shards } from "./shards";
import { loadAll } from "./simulate";

let shards: Shards;
beforeAll(async () => {
  shards = await readShards();
  await loadAll();
}, 120_000);

/** Of so many calls of a kind one is tried. */
const EVERY = process.env["EXHAUSTIVE"] || process.env["FAULT"] ? 1 : 40;

const counted: string[] = [];
afterAll(() => { if (EVERY === 1) console.log(["| chapter | call | once | for good |", "|---|---|---:|---:|", ...counted].join("\n")); });

it.each(["training", "files", "ownData", "texts", "offline"] as const)("%s: whichever call fails, once or for good, nothing is lost without a word", async (chapter) => {
  counted.push(...await failEach(shards, chapter, EVERY));
}, 24 * 3_600_000);
