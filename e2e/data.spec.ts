/** A shard that is missing, cut short or altered is an error with a retry, never synthetic data. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Route } from "@playwright/test";
import { expect, test } from "./room";

const original = (file: string) => readFileSync(path.join(import.meta.dirname, "..", "dist", "mnist", file));

function altered(file: string): Buffer {
  const bytes = original(file);
  for (let i = bytes.length >> 1; i < (bytes.length >> 1) + 64; i++) bytes[i] = bytes[i]! ^ 0xff;
  return bytes;
}

const octets = { status: 200, contentType: "application/octet-stream" };
const faults: Readonly<Record<string, (route: Route, file: string) => Promise<void>>> = {
  missing: (route) => route.fulfill({ status: 404, body: "not found" }),
  altered: (route, file) => route.fulfill({ ...octets, body: altered(file) }),
  truncated: (route, file) => route.fulfill({ ...octets, body: original(file).subarray(0, 100_000) }),
  empty: (route) => route.fulfill({ ...octets, body: "" }),
  "a log-in page": (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Log in</h1>" }),
  unreachable: (route) => route.abort("internetdisconnected"),
};

async function spoil(context: BrowserContext, files: string, fault: (route: Route, file: string) => Promise<void>) {
  await context.route(`**/mnist/${files}`, (route) => fault(route, path.basename(route.request().url())));
}

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";

for (const [name, fault] of Object.entries(faults)) {
  test(`first shard ${name}: an error, and Retry recovers`, async ({ room, context, consoleErrors }) => {
    consoleErrors.expect(/Failed to load resource/);
    await spoil(context, "train-00.bin", fault);
    await room.visit(tiny);
    const retry = room.page.getByRole("button", { name: /retry|try again/i });
    await expect(retry).toBeVisible();
    await context.unroute("**/mnist/train-00.bin");
    await retry.click();
    await expect(retry).toBeHidden();
    await expect(room.train).toBeEnabled();
    await room.trainSteps(5);
    expect((await room.info()).step).toBe(5);
  });
}

test("offline: every shard unreachable, an error, and Retry recovers", async ({ room, context, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource/);
  await spoil(context, "*", (route) => route.abort("internetdisconnected"));
  await room.visit(tiny);
  const retry = room.page.getByRole("button", { name: /retry|try again/i });
  await expect(retry).toBeVisible({ timeout: 30_000 }); // every shard is asked for several times first
  await context.unroute("**/mnist/*");
  await retry.click();
  await room.trainSteps(5);
  expect((await room.info()).step).toBe(5);
});

test("a later shard altered: training begins, the error shows, Retry recovers", async (
  { room, context, consoleErrors },
) => {
  consoleErrors.expect(/Failed to load resource/);
  await spoil(context, "train-07.bin", faults["altered"]!);
  await room.open(tiny);
  await room.trainSteps(5);
  const retry = room.page.getByRole("button", { name: /retry|try again/i });
  await expect(retry).toBeVisible();
  await context.unroute("**/mnist/train-07.bin");
  await retry.click();
  await expect(retry).toBeHidden();
  await room.trainSteps(5);
  expect((await room.info()).step).toBe(10);
});

test("slow shards change no loss", async ({ room, anotherRoom, context }) => {
  await room.open(tiny);
  await room.trainSteps(30);
  await context.route("**/mnist/*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const slow = await anotherRoom();
  await slow.open(tiny);
  await slow.trainSteps(30);
  expect(await slow.losses()).toEqual(await room.losses());
});
