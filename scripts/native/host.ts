/**
 * A process of Node that runs one of the project's web workers with the GPU of the machine: `node host.mjs WORKER.mjs`, started by
 * `worker.ts`. Dawn, Chromium's WebGPU, comes from npm's package `webgpu`, which the variable WEBGPU_PACKAGE locates; DAWN has its flags,
 * separated by spaces. The worker's messages go to the parent process and come from it.
 */
import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const { WEBGPU_PACKAGE: location, DAWN: flags = "" } = process.env;
if (location === undefined) throw new Error("WEBGPU_PACKAGE does not say where npm's package webgpu is. Install it somewhere and name its folder.");
const { create, globals } = await import(pathToFileURL(path.resolve(location, "index.js")).href) as { create(flags: string[]): GPU; globals: object };

const messages = new EventTarget();
Object.assign(globalThis, globals, {
  self: globalThis,
  // TensorFlow.js asks for it to know that it is in a browser.
  WorkerGlobalScope: class WorkerGlobalScope {},
  addEventListener: messages.addEventListener.bind(messages),
  postMessage: (data: unknown) => process.send!(data),
});
const gpu = create(flags.split(" ").filter((flag) => flag !== ""));
const info = (await gpu.requestAdapter({ powerPreference: "high-performance" }))?.info;
if (!info) throw new Error("there is no WebGPU adapter: Dawn needs a Vulkan, Metal or Direct3D driver");
Object.defineProperty(globalThis, "navigator", {
  configurable: true, writable: true,
  value: { gpu, userAgent: "Node", language: "en", hardwareConcurrency: cpus().length },
});

const { fetch } = globalThis;
/** Node's `fetch` reads no files. */
globalThis.fetch = async (address, options) => {
  const url = String(address instanceof Request ? address.url : address);
  if (!url.startsWith("file:")) return fetch(address, options);
  return new Response(new Uint8Array(await readFile(fileURLToPath(url))));
};

process.on("message", (data) => messages.dispatchEvent(new MessageEvent("message", { data })));
process.on("unhandledRejection", (reason) => {
  process.send!({ error: `nobody listened: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}` });
});
await import(pathToFileURL(process.argv[2]!).href);
process.send!({ gpu: [info.vendor, info.architecture, info.device, info.description].filter((part) => part !== "").join(", ") });
