/** Measures what a visitor downloads before training, by the build's manifest and by the browsers' actual requests. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { freshPage, openRoom, root, SOFTWARE_GPU, trainInPage, type Lab } from "./lab";
import type { Report } from "./report";

const dist = path.join(root, "dist");
const BACKENDS = ["wasm", "cpu", "webgl", "webgpu", "auto"];
/** KB of a visit's scripts and styles until training can begin, with the panels of a run, which a link shows at once. */
const PAGE_LIMIT = 360;
/** KB of the worker's scripts until the first step is done, with one backend. */
const WORKER_LIMIT = 300;

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

/** The JavaScript and CSS that index.html imports, at once or later. */
function pageFiles(manifest: Record<string, Chunk>): Set<string> {
  const files = new Set<string>();
  const visit = (key: string, seen: Set<string>): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    [chunk.file, ...(chunk.css ?? [])].forEach((file) => files.add(file));
    [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])].forEach((next) => visit(next, seen));
  };
  visit("index.html", new Set());
  return files;
}

/** The size in KB (1,024 bytes) after gzip -9. */
function gzipped(files: Iterable<string>): number {
  const bytes = [...new Set(files)].map((file) => gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length);
  return bytes.reduce((sum, one) => sum + one, 0) / 1024;
}
const assetsOf = (requests: readonly string[]) => requests.filter((file) => file.startsWith("assets/"));
const code = (file: string) => /\.(js|css)$/.test(file);

/** Compares manifest and requests and returns KB. */
export async function sizes(lab: Lab): Promise<Report> {
  const manifest = JSON.parse(readFileSync(path.join(dist, ".vite", "manifest.json"), "utf8")) as Record<string, Chunk>;
  const assets = readdirSync(path.join(dist, "assets")).map((file) => `assets/${file}`);
  const inAll = pageFiles(manifest);
  const workerScripts = assets.filter((file) => file.endsWith(".js") && !inAll.has(file));
  const loaded = [];
  for (const backend of BACKENDS) loaded.push({ backend, ...(await requestsOf(lab, backend)) });

  const rows = loaded.map(({ backend, runsOn, opened, files }) => ({
    backend, runsOn, files,
    page: gzipped(opened.filter((file) => code(file) && inAll.has(file))),
    worker: gzipped(files.filter((file) => code(file) && !inAll.has(file))),
    wasm: gzipped(files.filter((file) => file.endsWith(".wasm"))),
    fonts: gzipped(opened.filter((file) => file.endsWith(".woff2"))),
  }));
  return {
    tables: [
      {
        title: "What browsers asked for, KB gzip -9: the page until training could begin, the worker until the first step",
        columns: ["backend=", "runs on", "page JS + CSS", "worker JS", ".wasm", "fonts"],
        rows: rows.map((row) => [row.backend, row.runsOn, row.page, row.worker, row.wasm, row.fonts]),
      },
      {
        title: "What the build has, KB gzip -9",
        columns: ["files", "KB"],
        rows: [
          ["page, with all that it may load later", gzipped(inAll)],
          ...workerScripts.map((file) => [`worker: ${path.basename(file)}`, gzipped([file])]),
          ["worker, every backend together", gzipped(workerScripts)],
          ...assets.filter((file) => file.endsWith(".wasm")).map((file) => [path.basename(file), gzipped([file])]),
        ],
      },
    ],
    targets: [
      { what: "page JavaScript and CSS before training", value: Math.max(...rows.map(({ page }) => page)), unit: "KB", expected: { atMost: PAGE_LIMIT } },
      {
        what: "worker JavaScript, the most that any one visit loads", unit: "KB",
        value: Math.max(...rows.map(({ worker }) => worker)), expected: { atMost: WORKER_LIMIT },
      },
    ],
    figures: {
      loaded: rows, page: [...inAll], worker: workerScripts.map((file) => ({ file, kilobytes: gzipped([file]) })),
    },
  };
}

/** The paths that a first visit requests from any thread until the run is open, and until the first step is done. */
async function requestsOf(lab: Lab, backend: string): Promise<{ runsOn: string; opened: string[]; files: string[] }> {
  const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU[backend] ?? []));
  try {
    lab.takeRequests();
    const page = await freshPage(browser, { serviceWorkers: "block" }); // it would fetch all files for later visits while a slow backend computes its first step
    const small = "preset=first-vae@2&hidden=16&batch=16"; // the same code, with shorter steps
    const { backend: runsOn } = await openRoom(page, lab.address, `${small}&backend=${backend}`);
    const opened = assetsOf(lab.takeRequests());
    await trainInPage(page, 1);
    return { runsOn: runsOn ?? "none", opened, files: [...opened, ...assetsOf(lab.takeRequests())] };
  } finally {
    await browser.close();
  }
}
