/**
 * Tabs of one run, in every order of what a browser does with tabs, and in drawn longer orders. `ORDERS=0..1000` in the environment plays the drawn
 * ones of other seeds.
 */
import "./stubs";
import { beforeAll, expect, test } from "vitest";
import { EXHAUSTIVE } from "../../../../core/testing";
import { drawUniforms } from "./draw";
import { loadAll } from "./simulate";
import { playTabs } from "./tabs";

beforeAll(async () => {
  await loadAll();
  await playTabs([]);
}, 120_000);

/** What can happen to tabs 0 and 1, and to both. "isolate" is a reload or Back that makes the page cross-origin isolated. */
const ACTIONS = ["train 0", "train 1", "reload 0", "isolate 1", "reload-all", "restore-all", "close 0", "reopen 0", "duplicate 1", "duplicate-reload 0", "another 0", "back 0"] as const;
/** The number of actions after the first tab was duplicated. */
const LENGTH = EXHAUSTIVE ? 3 : 2;
const [FROM = 0, TO = FROM + 1] = (process.env["ORDERS"] ?? (EXHAUSTIVE ? "0..1000" : "0..50")).split("..").map(Number);

const MORE = [...ACTIONS, "reload 1", "isolate 0", "close 1", "reopen 1", "away 0", "away 1", "another 1", "back 1", "forward 0", "forward 1", "train 2", "reload 2", "back 2"];

function ordersOf(length: number): readonly (readonly string[])[] {
  return length === 0 ? [[]] : ordersOf(length - 1).flatMap((before) => ACTIONS.map((action) => [...before, action]));
}

function drawn(seed: number): readonly string[] {
  const draw = drawUniforms(seed);
  const length = 4 + Math.floor(draw() * 5);
  return ["duplicate 0", ...Array.from({ length }, () => MORE[Math.floor(draw() * MORE.length)]!)];
}

test.each([
  ["two duplicates that reload at once", ["duplicate", "train 1", "reload-all"]],
  ["two tabs of a restored session", ["duplicate", "train 1", "train 0", "restore-all", "restore-all"]],
  ["a duplicate's duplicate", ["duplicate", "train 1", "duplicate 1", "train 2", "reload-all", "close 1", "reload-all", "reopen 1"]],
  ["a duplicate that reloads before its copy is saved", ["duplicate-reload", "train 0", "reload-all"]],
  ["Back that makes the page isolated", ["isolate", "train 0", "isolate"]],
  ["Back and Forward among runs", ["another", "another", "back", "reload", "back", "forward", "isolate", "back"]],
  ["Back to one run in two tabs", ["another", "duplicate", "back 1", "back 0", "train 0", "reload-all", "close 0", "reopen 0"]],
])("each tab has its own run: %s", async (_, actions) => {
  expect(await playTabs(actions)).toEqual([]);
}, 60_000);

test(`each tab has its own run in every order of ${LENGTH} of ${ACTIONS.length} actions`, async () => {
  const problems: string[] = [];
  for (const order of ordersOf(LENGTH)) problems.push(...await playTabs(["duplicate 0", ...order]));
  expect(problems).toEqual([]);
}, 3_600_000);

test(`each tab has its own run in drawn orders: seeds ${FROM} to ${TO}`, async () => {
  const problems: string[] = [];
  for (let seed = FROM; seed < TO; seed++) problems.push(...await playTabs(drawn(seed), seed));
  expect(problems).toEqual([]);
}, 3_600_000);
