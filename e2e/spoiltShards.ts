/** Makes shards fail to load, or load with other content. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Route } from "@playwright/test";

const original = (file: string) => readFileSync(path.join(import.meta.dirname, "..", "dist", "mnist", file));

function altered(file: string): Buffer {
  const bytes = original(file);
  for (let i = bytes.length >> 1; i < (bytes.length >> 1) + 64; i++) bytes[i] = bytes[i]! ^ 0xff;
  return bytes;
}

type Fault = (route: Route, file: string) => Promise<void>;

const octets = { status: 200, contentType: "application/octet-stream" };
export const faults = {
  missing: (route) => route.fulfill({ status: 404, body: "not found" }),
  altered: (route, file) => route.fulfill({ ...octets, body: altered(file) }),
  truncated: (route, file) => route.fulfill({ ...octets, body: original(file).subarray(0, 100_000) }),
  "a log-in page": (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Log in</h1>" }),
} satisfies Record<string, Fault>;

/** Answers requests of the matching files of public/mnist with a fault. */
export async function spoil(context: BrowserContext, files: string, fault: Fault) {
  await context.route(`**/mnist/${files}`, (route) => fault(route, path.basename(route.request().url())));
}
