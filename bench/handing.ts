/** Measures what it costs a thread to submit a compiled step to a GPU: milliseconds of JavaScript, and bytes uploaded. */
import { openBenchPage } from "./benchPage";
import { SOFTWARE_GPU, type Lab } from "./lab";
import type { Handing } from "./page/handing";
import type { WorkloadId } from "./page/workloads";
import { median, quartiles, round, type Report } from "./report";
import type { StepsOptions } from "./steps";

const WORKLOADS: readonly WorkloadId[] = ["vae", "vae-small"];
/** Groups of eight steps. */
const GROUPS = 10;

/** The target for a step of `vae`. */
const MAX_MS = 0.25;
const MAX_KB = 24;

/** Submits groups of steps in a worker on WebGPU and returns milliseconds, KB and calls per step. */
export async function handing(lab: Lab, { rounds: groups = GROUPS }: Pick<StepsOptions, "rounds">): Promise<Report> {
  const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU["webgpu"]!));
  const bench = await openBenchPage(browser);
  const found: { workload: WorkloadId; handing: Handing }[] = [];
  try {
    for (const id of WORKLOADS) {
      found.push({ workload: id, handing: await bench.page.evaluate((request) => window.bench.handing(request), { workload: id, groups }) });
    }
  } finally {
    await bench.close();
    await browser.close();
  }
  const { ms, bytes } = found[0]!.handing;
  return {
    tables: [{
      title: "A step handed to WebGPU: JavaScript in ms, median (quartiles) of groups of eight; calls of the device",
      columns: ["workload", "JavaScript", "KB uploaded", "writeBuffer", "submit", "passes", "copies", "createBindGroup"],
      rows: found.map(({ workload: id, handing: each }) => [
        id, quartiles(each.ms), round(median(each.bytes) / 1000), each.writes, each.submits, each.passes, each.copies, each.bindGroups,
      ]),
    }],
    targets: [
      { what: "vae: JavaScript of a step", value: median(ms), unit: "ms", expected: { atMost: MAX_MS } },
      { what: "vae: uploaded for a step", value: median(bytes) / 1000, unit: "KB", expected: { atMost: MAX_KB } },
    ],
    figures: found,
  };
}
