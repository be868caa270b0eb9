/** Runs sessions in which one call fails, and checks each of them. */
import { expect } from "vitest";
import { CHAPTERS, type Chapter } from "./chapters";
import type { Shards } from "./shards";
import { simulate, type Simulated } from "./simulate";
import { CALL_KINDS, type CallKind, type Fault } from "./world";

/** If set, only faults whose names begin with this are tried, and their results are printed. */
const ONLY = process.env["FAULT"] ?? "";

/** More steps than any session makes. */
const MOST = 600;

/** Returns descriptions of a session's errors. */
function wrongWith({ outcome, error, world }: Simulated, reference: Simulated): readonly string[] {
  if (!outcome) return [String(error)];
  const right = new Map(reference.outcome!.losses);
  const differing = outcome.losses.filter(([step, values]) => String(values) !== String(right.get(step))).map(([step]) => step);
  return [
    ...world.uncaught.map((one) => `uncaught: ${String(one)}`),
    ...(differing.length > 0 ? [`losses differ from step ${differing[0]!} on`] : []),
    ...outcome.lost.map((what) => `lost: ${what}`),
    ...(outcome.noticed.length > 0 && outcome.said.length === 0 ? [`not a word about: ${outcome.noticed.join()}`] : []),
  ];
}

/** Returns one of `every` calls, failing once or for good, with the names for `FAULT`. */
const faultsOf = (chapter: Chapter, kind: CallKind, calls: number, every: number): readonly (Fault & { readonly name: string })[] => [false, true].flatMap((lasts) => {
  const first = (lasts ? Math.floor(every / 2) : 0) % calls;
  return Array.from({ length: Math.ceil((calls - first) / every) }, (_, i) => first + 1 + i * every)
    .map((call) => ({ kind, call, lasts, name: `${chapter}/${kind}/${call}/${lasts ? "lasts" : "once"}` }));
});

/**
 * Runs a chapter's session once for each fault. Rejects if a fault does harm. `kinds`: the kinds of calls that fail, if the chapter has them. Resolves
 * to the rows of a table: how many calls of each kind failed once, and for good.
 */
export async function failEach(shards: Shards, chapter: Chapter, every: number, kinds: readonly CallKind[] = CALL_KINDS): Promise<readonly string[]> {
  if (!ONLY.startsWith(chapter) && !chapter.startsWith(ONLY)) return [];
  const reference = await simulate(shards, chapter, {}, MOST);
  const plain = await simulate(shards, chapter);
  expect([plain.error, plain.outcome?.said, plain.outcome?.noticed, wrongWith(plain, reference)]).toEqual([null, [], [], []]);
  const found: unknown[] = [];
  const counted: string[] = [];
  for (const kind of CHAPTERS[chapter].kinds.filter((one) => kinds.includes(one))) {
    const faults = faultsOf(chapter, kind, plain.world.calls[kind], every).filter(({ name }) => name.startsWith(ONLY));
    for (const { name, ...fault } of faults) {
      const simulated = await simulate(shards, chapter, { fault });
      const { world: { struck }, outcome } = simulated;
      const wrong = struck === null ? ["no call failed"] : wrongWith(simulated, reference);
      if (wrong.length > 0) found.push({ name, struck, wrong, said: outcome?.said });
      if (ONLY) console.log(JSON.stringify({ name, struck, wrong, said: outcome?.said, noticed: outcome?.noticed }));
    }
    counted.push(`| ${chapter} | ${kind} | ${faults.filter(({ lasts }) => !lasts).length} | ${faults.filter(({ lasts }) => lasts).length} |`);
  }
  expect(found).toEqual([]);
  // No state of one world reaches the next.
  expect((await simulate(shards, chapter)).world.calls).toEqual(plain.world.calls);
  return counted;
}
