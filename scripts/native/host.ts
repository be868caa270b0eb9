/**
 * A process of Node or Deno that runs one of the project's web workers with the GPU of the machine: `node host.mjs WORKER.mjs`, started by
 * `worker.ts`. Deno has WebGPU: wgpu, which is Firefox's. In Node, Dawn, Chromium's WebGPU, comes from npm's package `webgpu`, which the
 * variable WEBGPU_PACKAGE locates; DAWN has its flags, separated by spaces. The worker's messages go to the parent process and come from it.
 */
import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { decode, encode } from "./messages";

async function dawn(): Promise<GPU> {
  const { WEBGPU_PACKAGE: location, DAWN: flags = "" } = process.env;
  if (location === undefined) throw new Error("WEBGPU_PACKAGE does not say where npm's package webgpu is. Install it somewhere and name its folder.");
  const { create, globals } = await import(pathToFileURL(path.resolve(location, "index.js")).href) as { create(flags: string[]): GPU; globals: object };
  Object.assign(globalThis, globals);
  return create(flags.split(" ").filter((flag) => flag !== ""));
}

/** Deno 2.9 reads the information of a device from its adapter, and panics if the adapter was collected as garbage. Returns Deno's GPU, which keeps all adapters. */
function wgpu(): GPU {
  const { gpu } = navigator;
  const request = gpu.requestAdapter.bind(gpu);
  const adapters: GPUAdapter[] = [];
  gpu.requestAdapter = async (options) => {
    const adapter = await request(options);
    if (adapter) adapters.push(adapter);
    return adapter;
  };
  return gpu;
}

const gpu = "Deno" in globalThis ? wgpu() : await dawn();
const messages = new EventTarget();
Object.assign(globalThis, {
  self: globalThis,
  // TensorFlow.js asks for it to know that it is in a browser.
  WorkerGlobalScope: class WorkerGlobalScope {},
  addEventListener: messages.addEventListener.bind(messages),
  postMessage: (data: unknown) => process.send!(encode(data)),
});
const info = (await gpu.requestAdapter({ powerPreference: "high-performance" }))?.info;
if (!info) throw new Error("there is no WebGPU adapter: it needs a Vulkan, Metal or Direct3D driver");
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

process.on("message", (text: string) => messages.dispatchEvent(new MessageEvent("message", { data: decode(text) })));
process.on("unhandledRejection", (reason) => {
  process.send!(encode({ error: `nobody listened: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}` }));
});
await import(pathToFileURL(process.argv[2]!).href);
process.send!(encode({ gpu: [info.vendor, info.architecture, info.device, info.description].filter((part) => part !== "").join(", ") }));
