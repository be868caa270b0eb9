/**
 * `npm run bench`: measures what README.md beside this file lists, prints tables, writes bench/results/<part>.json.
 * It exits with 0 whatever the figures are. `npm run bench -- drag steps` runs two parts only.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "vite";
import { packMnist } from "../scripts/packMnist";
import { buildBenchPage } from "./benchPage";
import { checking } from "./checking";
import { comparing } from "./comparing";
import { curve } from "./curve";
import { drag } from "./drag";
import { elbo } from "./elbo";
import { endurance, type EnduranceOptions } from "./endurance";
import { gemm } from "./gemm";
import { growth } from "./growth";
import { handing } from "./handing";
import { keeping } from "./keeping";
import { openLab, resultsFolder, root, type Lab } from "./lab";
import { measuring } from "./measuring";
import { lighthouse } from "./lighthouse";
import { memory } from "./memory";
import { network, type NetworkOptions } from "./network";
import { followProcesses, othersText, processorTime } from "./otherWork";
import { phone } from "./phone";
import { print, type Report } from "./report";
import { readme } from "./readme";
import { returning } from "./returning";
import { rewind } from "./rewind";
import { sizes } from "./sizes";
import { startup } from "./startup";
import { steps, type StepsOptions } from "./steps";
import { written } from "./written";

type PartOptions = StepsOptions & EnduranceOptions & NetworkOptions & { readonly parts?: readonly string[] | undefined };

const PARTS: Readonly<Record<string, (lab: Lab, options: PartOptions, machine: string) => Promise<Report>>> = {
  sizes, startup, network, drag, rewind, phone, lighthouse, elbo, steps, handing, gemm, measuring, checking, comparing, keeping, written, returning, memory, endurance, growth, curve, readme,
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" }, "no-build": { type: "boolean" }, gpu: { type: "boolean" },
    workloads: { type: "string" }, backends: { type: "string" }, contestants: { type: "string" }, rounds: { type: "string" }, parts: { type: "string" }, rates: { type: "string" }, threads: { type: "string" }, minutes: { type: "string" },
  },
});
const listOf = (names: string | undefined) => names?.split(",").map((name) => name.trim());
const numberOf = (name: "rounds" | "threads" | "minutes") => {
  const given = options[name];
  if (given === undefined || (Number.isInteger(Number(given)) && Number(given) > 0)) return given === undefined ? undefined : Number(given);
  console.error(`--${name} is a whole number, 1 or more.`);
  process.exit(1);
};
const rates = listOf(options.rates)?.map(Number);
if (rates?.some((rate) => !(rate > 0))) {
  console.error("--rates are megabits per second, above 0, such as 1.6,5.");
  process.exit(1);
}
const partOptions: PartOptions = {
  rates,
  parts: listOf(options.parts), workloads: listOf(options.workloads), backends: listOf(options.backends), contestants: listOf(options.contestants),
  rounds: numberOf("rounds"), threads: numberOf("threads"), minutes: numberOf("minutes"),
};
const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS).filter((name) => !["readme", "curve"].includes(name)); // they write into docs/
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(" or ")}. There are: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(1);
}

await packMnist();
if (!options["no-build"]) {
  await build({ root, logLevel: "error" });
  await buildBenchPage();
}

const lab = await openLab(options.gpu ?? false, partOptions.threads);
const browser = await lab.launch();
const machine = {
  processor: cpus()[0]?.model ?? "unknown", cores: cpus().length,
  node: process.version, chromium: browser.version(), gpu: lab.gpu ? "the machine's own" : "emulated in software",
};
await browser.close();
const onMachine = `${machine.processor}, ${machine.cores} cores; Chromium ${machine.chromium}, GPU: ${machine.gpu}`;
console.log(onMachine);

const all: Record<string, unknown> = { machine };
const processes = followProcesses();
try {
  for (const name of wanted) {
    console.log(`\n━━ ${name} ${"━".repeat(76 - name.length)}`);
    const before = processorTime();
    const report = await PARTS[name]!(lab, partOptions, onMachine);
    print(report);
    const others = othersText(before);
    if (others) console.log(`Meanwhile ${others}.`);
    const { targets, figures } = report;
    all[name] = { targets, figures };
    writeFileSync(path.join(resultsFolder, `${name}.json`), JSON.stringify({ machine, targets, figures }, null, 1));
  }
} finally {
  processes.stop();
  lab.close();
}
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(all, null, 1));
