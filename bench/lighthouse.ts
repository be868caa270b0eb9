/** Measures a first visit with Lighthouse, as on a phone and as on a desktop computer, from a server that compresses. Lighthouse is installed on request. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { preview } from "vite";
import { findBrowser } from "../scripts/browser";
import { DIST, SUB_PATH } from "../scripts/serveDist";
import { addressOf, resultsFolder, root, type Lab } from "./lab";
import { median, spread, type Report } from "./report";

const FOLDER = "node_modules/.cache/lighthouse";
const INSTALL = `npm install --no-save --prefix ${FOLDER} lighthouse@12.8.2`;
const RUNS = 5;
/** The least score, of 100. */
const WANTED = { mobile: 95, desktop: 99 } as const;
const TIMES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index"] as const;

interface Result {
  readonly categories: { readonly performance: { readonly score: number } };
  /** Milliseconds. */
  readonly audits: Readonly<Record<(typeof TIMES)[number], { readonly numericValue: number }>>;
  /** Lighthouse's own measure of the processor: its phone is one on a machine of 1,500 to 2,000. */
  readonly environment: { readonly benchmarkIndex: number };
}

/** Visits the page in turns, as either machine, and returns scores and milliseconds. Without Lighthouse it says how to install it. */
export async function lighthouse(_lab: Lab): Promise<Report> {
  const program = path.join(root, FOLDER, "node_modules/lighthouse/cli/index.js");
  if (!existsSync(program)) return { tables: [{ title: "Not measured: Lighthouse is not installed", columns: ["to install it"], rows: [[INSTALL]] }], targets: [], figures: [] };
  const chrome = await findBrowser();
  const server = await preview({
    configFile: false, root, base: SUB_PATH, logLevel: "error", build: { outDir: DIST }, preview: { port: 0, host: "127.0.0.1" },
  });
  const results = { mobile: [] as Result[], desktop: [] as Result[] };
  try {
    const address = addressOf(server.httpServer as Parameters<typeof addressOf>[0]) + SUB_PATH;
    for (let n = 0; n < RUNS; n++) {
      for (const as of ["mobile", "desktop"] as const) results[as].push(await visit(program, chrome, address, as));
    }
  } finally {
    await server.close();
  }
  const scores = (as: keyof typeof results) => results[as].map(({ categories }) => 100 * categories.performance.score);
  return {
    tables: [{
      title: `Lighthouse's score of a first visit, and milliseconds; median (least–most) of ${RUNS}. The times of a phone are simulated`,
      columns: ["as", "score", ...TIMES, "processor"],
      rows: (["mobile", "desktop"] as const).map((as) => [
        as, spread(scores(as)), ...TIMES.map((time) => spread(results[as].map(({ audits }) => audits[time].numericValue))), spread(results[as].map(({ environment }) => environment.benchmarkIndex)),
      ]),
    }],
    targets: (["mobile", "desktop"] as const).map((as) => ({ what: `${as}: score`, value: median(scores(as)), unit: "", expected: { atLeast: WANTED[as] } })),
    figures: results,
  };
}

async function visit(program: string, chrome: string, address: string, as: "mobile" | "desktop"): Promise<Result> {
  const file = path.join(resultsFolder, "lighthouse-visit.json");
  await promisify(execFile)(process.execPath, [
    program, address, "--only-categories=performance", ...(as === "desktop" ? ["--preset=desktop"] : []), "--quiet", "--output=json", `--output-path=${file}`,
    `--chrome-flags=--headless=new${process.getuid?.() === 0 ? " --no-sandbox" : ""}`,
  ], { env: { ...process.env, CHROME_PATH: chrome } });
  return JSON.parse(readFileSync(file, "utf8")) as Result;
}
