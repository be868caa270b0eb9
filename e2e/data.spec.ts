/** A missing, truncated or altered shard is an error with a retry, never synthetic data. A late shard changes no loss: hidden.spec.ts. */
import { seriousFindings } from "./axe";
import { expect, test } from "./room";
import { faults, spoil } from "./spoiltShards";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";

for (const what of ["altered", "missing"] as const) { // the two kinds of errors; src/subject/data/mnist/shards.test.ts tests other wrong content
  test(`the first shard and a later one ${what}: the page shows an accessible error, and Retry recovers, before and during training`, what === "missing" ? { tag: "@exhaustive" } : {}, async (
    { room, context, consoleErrors },
  ) => {
    consoleErrors.expect(/Failed to load resource/);
    for (const shard of ["train-00000.bin", "train-07000.bin"]) await spoil(context, shard, faults[what]);
    await room.visit(tiny);
    const retry = room.page.getByRole("button", { name: /retry|try again/i });
    await expect(retry).toBeVisible();
    expect(await seriousFindings(room)).toEqual([]);
    await context.unroute("**/mnist/train-00000.bin");
    await retry.click();
    await expect(room.train).toBeEnabled();
    await room.trainSteps(5);
    await expect(retry).toBeVisible();
    await context.unroute("**/mnist/train-07000.bin");
    await retry.click();
    await expect(retry).toBeHidden();
    await room.trainSteps(5);
    expect((await room.info()).step).toBe(10);
  });
}

test("offline: every shard unreachable, an error, and Retry recovers", { tag: "@exhaustive" }, async ({ room, context, consoleErrors }) => {
  consoleErrors.expect(/Failed to load resource/);
  await spoil(context, "*", (route) => route.abort("internetdisconnected"));
  await room.visit(tiny);
  const retry = room.page.getByRole("button", { name: /retry|try again/i });
  await expect(retry).toBeVisible({ timeout: 30_000 }); // every shard is first requested several times
  await context.unroute("**/mnist/*");
  await retry.click();
  await room.trainSteps(5);
  expect((await room.info()).step).toBe(5);
});
