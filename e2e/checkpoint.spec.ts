/** A run saved to a file continues from its step, in any tab, bit for bit; an invalid file changes nothing. */
import { readFileSync } from "node:fs";
import { step } from "../src/core/run/ids";
import { readCheckpoint } from "../src/page/state/checkpoint/decode";
import { encodeCheckpoint } from "../src/page/state/checkpoint/encode";
import { expect, testOnOnePage as test, type Losses } from "./room";

const after = (losses: Losses, step: number): Losses =>
  Object.fromEntries(Object.entries(losses).map(([id, rows]) => [id, rows.filter(([at]) => at > step)]));

for (const model of ["vae", "cgan"]) {
  test(`${model}: 10 steps, saved, 10 more; loaded elsewhere, 10 more: the same losses`, model === "cgan" ? { tag: "@exhaustive" } : {}, async ({ room, anotherRoom }) => {
    await room.open(`model=${model}&backend=wasm&hidden=32&batch=32&latent=4&seed=7`);
    await room.trainSteps(10);
    const { name, path } = await room.save();
    expect(name).toBe(`elbo-room-${model}-step10.safetensors`);
    const { config } = (JSON.parse(headerOf(path)) as { __metadata__: { config: string } }).__metadata__;
    expect(JSON.parse(config)).toMatchObject({ seed: 7, hyperparameters: { hidden: 32 } });
    await room.trainSteps(10);
    const expected = after(await room.losses(), 10);

    const other = await anotherRoom();
    await other.open("preset=first-vae&hidden=16&batch=16&backend=wasm");
    await other.trainSteps(3);
    await other.load(path);
    await expect.poll(async () => (await other.info()).step).toBe(10);
    await expect(other.train).toBeEnabled();
    await expect(other.page.getByText("The file has no losses.")).toBeVisible();
    expect(await other.info()).toMatchObject({ model, seed: 7, hyperparameters: { hidden: 32, batch: 32, latent: 4 } });
    await other.trainSteps(10);
    await expect(other.page.getByText("The file has no losses.")).toBeHidden();
    const losses = await other.losses();
    expect(Object.values(losses)[0]![0]![0]).toBe(11);
    expect(losses).toEqual(expected);
    await expect.poll(() => other.page.url()).toContain(`#model=${model}&seed=7`);
  });
}

test("an invalid file: a sentence says why, and training continues", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/bad-snapshot/);
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.train.click();
  const started = (await room.info()).step;
  await room.load({ name: "notes.safetensors", mimeType: "text/plain", buffer: Buffer.from("not a run, but a few words") });
  await expect(room.page.getByText("It is not a safetensors file")).toBeVisible();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(started + 20);
  await expect(room.pause).toBeVisible();
});

test("the menu fits on the page beside the models with the most settings", { tag: "@exhaustive" }, async ({ room }) => {
  for (const model of ["vae", "cgan", "completion-cgan"]) {
    await room.visit(`model=${model}&backend=wasm`);
    await room.openRuns();
    for (const name of ["Save run", "Load run", "Saved runs"]) {
      await expect(room.page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
    }
    await room.page.keyboard.press("Escape");
    await expect(room.page.getByRole("button", { name: "Save and load" })).toBeFocused();
  }
});

function headerOf(path: string): string {
  const file = readFileSync(path);
  return file.subarray(8, 8 + Number(file.readBigUInt64LE(0))).toString("utf8");
}

test("at the largest step number training stops and says so; the run can still be saved, loaded and linked, with its late changes", { tag: "@exhaustive" }, async ({ room }) => {
  const link = "model=vae&hidden=16&batch=16&backend=wasm&seed=3";
  await room.open(link);
  await room.trainSteps(2);
  const { config, snapshot } = await readCheckpoint(new Blob([readFileSync((await room.save()).path)]));
  const late = Buffer.concat(encodeCheckpoint(config, { ...snapshot, step: step(999_999_990) }, "a test"));
  await room.load({ name: "late.safetensors", mimeType: "application/octet-stream", buffer: late });
  await expect.poll(async () => (await room.info()).step).toBe(999_999_990);
  await room.trainSteps(4);
  const rate = room.page.getByRole("textbox", { name: /learning rate/ });
  await rate.fill("0.0005");
  await rate.press("Enter");
  await expect.poll(async () => (await room.info()).hyperparameters["lr"]).toBe(0.0005);
  await room.train.click();
  const said = room.page.getByRole("listitem").filter({ hasText: "This run has reached step 999,999,999, the last one that the page can count." });
  await said.getByRole("button", { name: "Dismiss" }).click();
  expect(await room.info()).toMatchObject({ step: 999_999_999, phase: "finished", fragment: expect.stringContaining("then=999999994:lr=0.0005") });
  const { path } = await room.save();
  await room.open(link);
  expect((await room.info()).step).toBe(0);
  await room.load(path);
  await expect.poll(async () => (await room.info()).step).toBe(999_999_999);
  expect((await room.info()).fragment).toContain("then=999999994:lr=0.0005");
  expect((await room.info()).hyperparameters["lr"]).toBe(0.0005);
});
