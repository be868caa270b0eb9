/** A shard that is missing, cut short or altered is an error with a retry, never synthetic data. */
import { expect, test } from "./room";
import { faults, spoil } from "./spoiltShards";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";

// One for each of the two errors there are; what else may come in a shard's place: src/data/mnist/shards.test.ts.
for (const name of ["missing", "altered"] as const) {
  test(`first shard ${name}: an error, and Retry recovers`, name === "missing" ? { tag: "@exhaustive" } : {}, async ({ room, context, consoleErrors }) => {
    consoleErrors.expect(/Failed to load resource/);
    await spoil(context, "train-00.bin", faults[name]);
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

test("offline: every shard unreachable, an error, and Retry recovers", { tag: "@exhaustive" }, async ({ room, context, consoleErrors }) => {
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
  await spoil(context, "train-07.bin", faults.altered);
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
