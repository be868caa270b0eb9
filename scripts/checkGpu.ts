/**
 * `npm run check -- gpu` runs the shaders for real GPUs on a GPU emulated in software: first products of random sizes, on devices with
 * the lowest limits; then every variant of every model at its default size, at its default batch and at random ones, compiled for a
 * GPU, against eager steps on WASM, and once against eager ones on WebGPU. All memory that a step does not write
 * itself starts as NaN. It takes hours: docs/commands.md says how to choose parts. It exits with 1 if a difference is too large.
 * `--implementations` runs them on other implementations of WebGPU instead: see `implementations.ts`.
 */
import { parseArgs } from "node:util";
import { chromium, type Page } from "playwright";
import { openCheckPage } from "../e2e/checkPage";
import { SWIFTSHADER_WEBGPU } from "../e2e/room";
import type {} from "../e2e/wgsl/main";
import type {} from "../e2e/zoo/main";
import type { Target } from "step-compiler/wgsl/tile";
import { findBrowser } from "./browser";
import { modelParts, productParts, runParts, whole, type Place } from "./gpuParts";
import { checkImplementations } from "./implementations";

if (process.argv.includes("--implementations")) {
  const [report] = process.argv.flatMap((argument) => (argument.startsWith("--report=") ? [argument.slice("--report=".length)] : []));
  const rest = process.argv.slice(2).filter((argument) => argument !== "--implementations" && !argument.startsWith("--report="));
  process.exit(await checkImplementations(rest, report) ? 0 : 1);
}

const { values: options } = parseArgs({
  options: {
    models: { type: "string" }, batches: { type: "string", default: "20" }, products: { type: "string", default: "200" },
    from: { type: "string", default: "1" }, to: { type: "string" }, steps: { type: "string", default: "1" },
    target: { type: "string", default: "gpu" },
    seed: { type: "string", default: "1" },
  },
});
function targetOf(written: string): Target {
  if (written === "gpu" || written === "emulated") return written;
  console.error("--target is gpu or emulated.");
  process.exit(1);
}
const number = (name: "batches" | "products" | "from" | "to" | "steps" | "seed") => whole(name, options[name]);

const placeIn = (page: Page): Place => ({
  checkShaders: (share) => page.evaluate((it) => window.checkShaders(it), share),
  checkProducts: (request) => page.evaluate((it) => window.checkProducts(it), request),
  checkPrograms: (request) => page.evaluate((it) => window.checkPrograms(it), request),
  train: (name, trial) => page.evaluate((it) => window.trainOn("webgpu", "compiled", ...it), [name, trial] as const),
});

const parts = [
  ...productParts(number("products")),
  ...modelParts({ ids: options.models?.split(","), batches: number("batches"), steps: number("steps"), seed: number("seed"), target: targetOf(options.target), references: ["wasm", "webgpu"] }),
];
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage", ...SWIFTSHADER_WEBGPU],
});
const served = { wgsl: await openCheckPage("wgsl"), zoo: await openCheckPage("zoo") };
try {
  const passed = await runParts(parts, { from: number("from"), to: number("to") }, async (worker, use) => {
    // Each part has a new page, with nothing left over from earlier parts.
    const page = await browser.newPage();
    try {
      await page.goto(served[worker].address);
      await page.waitForFunction(() => "trainOn" in window || "checkProducts" in window);
      return await use(placeIn(page));
    } finally {
      await page.close();
    }
  });
  process.exitCode = passed ? 0 : 1;
} finally {
  await browser.close();
  served.wgsl.close();
  served.zoo.close();
}
