/**
 * `npm run check -- torch --random` draws 2,000 programs (`--programs N`, `--from SEED`), executes each with PyTorch and as programs of the page are executed, and compares results and gradients.
 * It prints those that differ; their seeds make them again. `--refused` prints the programs that are refused, too. `--record` writes the counts, and small programs for a unit test.
 */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { deflateSync, strToU8 } from "fflate";
import { useBackend } from "../../../src/engine/testing";
import { outcomeOfProgram, type Outcome, type ProgramSample } from "../../../src/torchSubset/program/testing";
import { operationsTable, RESULTS, TABLE, type OperationResults } from "../opDb/table";
import { COUNTS, PROGRAMS, type RandomCounts } from "./programs";

/** The number of programs for the unit test, and the most letters of one. */
const KEPT = 200;
const MOST_LETTERS = 3000;

/** Returns numbers with the digits of a float. */
const short = (_: string, value: unknown) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value);

export async function checkRandomPrograms(args: readonly string[]): Promise<void> {
  const { values: options } = parseArgs({ args: [...args], options: {
    random: { type: "boolean" }, programs: { type: "string", default: "2000" }, from: { type: "string", default: String(Math.floor(Date.now() / 1000)) }, refused: { type: "boolean" }, record: { type: "boolean" },
  } });
  const first = Number(options.from);
  const python = spawn(process.env["PYTHON"] ?? "python3", ["scripts/torch/random/programs.py", options.from, options.programs], { stdio: ["ignore", "pipe", "inherit"] });
  await useBackend("cpu");
  let torch = "";
  let [programs, supported, wrong] = [0, 0, 0];
  const reasons = new Map<string, number>();
  const kept: string[] = [];
  for await (const line of createInterface({ input: python.stdout })) {
    if (torch === "") {
      ({ torch } = JSON.parse(line) as { readonly torch: string });
      continue;
    }
    const sample = JSON.parse(line) as ProgramSample & { readonly seed: number };
    const outcome = await outcomeOfProgram(sample).catch((fault: unknown): Outcome => ({ kind: "wrong", reason: String(fault instanceof Error ? fault.stack : fault).slice(0, 700) }));
    programs++;
    if (outcome.kind === "passed") {
      supported++;
      const text = JSON.stringify(sample, short);
      if (kept.length < KEPT && text.length <= MOST_LETTERS) kept.push(text);
      continue;
    }
    if (outcome.kind === "wrong") wrong++;
    else reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + 1);
    if (outcome.kind === "wrong" || options.refused) console.log(`${sample.seed} is ${outcome.kind}: ${outcome.reason}\n${sample.program.replace(/^(import|from) .*\n/gm, "")}`);
  }
  if (programs !== Number(options.programs)) throw new Error(`Python wrote ${programs} programs.`);
  for (const [reason, count] of [...reasons].toSorted(([, a], [, b]) => b - a)) console.log(`${count} refused: ${reason}`);
  console.log(`${programs} programs from seed ${first}: ${supported} have PyTorch's results and gradients, ${programs - supported - wrong} are refused with a sentence, ${wrong} are wrong.`);
  if (wrong > 0) process.exitCode = 1;
  if (!options.record) return;
  const counts: RandomCounts = { torch, date: new Date().toISOString().slice(0, 10), from: first, programs, supported, wrong };
  writeFileSync(COUNTS, `${JSON.stringify(counts, null, 1)}\n`);
  writeFileSync(PROGRAMS, deflateSync(strToU8(`[\n${kept.join(",\n")}\n]\n`), { level: 9 }));
  writeFileSync(TABLE, operationsTable(JSON.parse(readFileSync(RESULTS, "utf8")) as OperationResults, counts));
}
