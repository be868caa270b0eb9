/**
 * Stories of a reader with one or two tabs, whose messages are delivered in orders that a seed draws. `npm run soak -- --orders 0..100000` plays
 * those of other seeds, as `ORDERS=0..100000` in the environment does.
 */
import "./stubs";
import { beforeAll, expect, it } from "vitest";
import { EXHAUSTIVE } from "../../../../core/testing";
import { playStory } from "./orders";
import { loadAll } from "./simulate";
import { compareTrace } from "./storyTrace";

/** A seed takes about 0.03 s. */
const SAMPLE = EXHAUSTIVE ? "0..10000" : "0..2000";
const [FROM = 0, TO = FROM + 1] = (process.env["ORDERS"] ?? SAMPLE).split("..").map(Number);

const MAX_FAILURES = 10;
/** A folder of traces; see `storyTrace.ts`. */
const { TRACES } = process.env;

beforeAll(async () => {
  await loadAll();
  await playStory(0);
}, 120_000);

it("the same seed gives the same story, to the byte", async () => {
  for (const seed of [FROM, FROM + 1, FROM + 2]) {
    const [one, two] = [await playStory(seed), await playStory(seed)];
    expect(two.trace().join("\n")).toBe(one.trace().join("\n"));
    expect(one.trace().length).toBeGreaterThan(100);
  }
});

it(`whatever the order of messages, what is displayed belongs to the displayed run and to the newest request, and a run loses no steps and only one tab writes it: seeds ${FROM} to ${TO}`, async () => {
  const failures: { repeat: string; actions: readonly string[]; problems: readonly string[] }[] = [];
  const begun = performance.now();
  for (let seed = FROM; seed < TO && failures.length < MAX_FAILURES; seed++) {
    const story = await playStory(seed, TRACES !== undefined);
    const difference = TRACES === undefined ? null : compareTrace(TRACES, seed, story.trace());
    const { actions } = story;
    const problems = [...story.problems, ...(difference === null ? [] : [difference])];
    if (problems.length > 0) failures.push({ repeat: `npm run soak -- --orders ${seed}..${seed + 1}`, actions, problems });
    if (process.env["ORDERS"] && (seed + 1) % 1000 === 0) console.log(`${seed + 1 - FROM} seeds, up to ${seed + 1}: ${((performance.now() - begun) / (seed + 1 - FROM)).toFixed(1)} ms each`);
  }
  expect(failures).toEqual([]);
}, 24 * 3_600_000);
