/** Measurements on demand: their numbers in the dialog, cancelled, and refused. */
import type { WireError } from "../src/core/errors";
import type { MeasurementId } from "../src/core/measurements";
import { expect, test, type Room } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm&seed=1";

async function openDialog(room: Room) {
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const dialog = room.page.getByRole("dialog", { name: "Measurements" });
  await expect(dialog).toBeVisible();
  return dialog;
}

test("the codes of a small VAE: numbers, and the step they were taken at", async ({ room }) => {
  await room.open(tiny);
  await room.trainSteps(20);
  const dialog = await openDialog(room);
  const codes = dialog.getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button", { name: "Run: Codes" }).click();
  await expect(codes.getByText("at step 20, from 10,000 test images")).toBeVisible();
  await expect(codes.getByText(/^[\d.]+ bits per image$/)).toBeVisible();
  await expect(codes.getByRole("list", { name: "KL to the prior by dimension, nats per image" }).getByRole("listitem")).toHaveCount(2);
  // Another run begins without results.
  await room.reset();
  await expect(codes.getByText("at step 20")).toHaveCount(0);
});

test("one that needs the judge, while training goes on", async ({ room }) => {
  await room.open(tiny);
  await room.train.click();
  const dialog = await openDialog(room);
  await dialog.getByRole("button", { name: "Run: Classes of samples" }).click();
  await expect(dialog.getByText("classes that come up")).toBeVisible();
  await expect(dialog.getByText(/from 1,000 samples/)).toBeVisible();
  const { step } = await room.info();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(step);
});

test("a long one shows how far it is and can be cancelled", async ({ room }) => {
  await room.open("model=vae&backend=wasm&seed=1");
  const dialog = await openDialog(room);
  await dialog.getByRole("button", { name: "Run: Likelihood bound" }).click();
  const progress = dialog.getByRole("progressbar", { name: "Progress: Likelihood bound" });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  await expect(dialog.getByRole("button", { name: "Run: Codes" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel: Likelihood bound" }).click();
  await expect(progress).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Run: Likelihood bound" })).toBeEnabled();
  await expect(dialog.getByText(/nats per image/)).toHaveCount(0);
});

test("K = 0 is refused with a message, and the run goes on", async ({ room }) => {
  await room.open(tiny);
  const refusal = (id: MeasurementId, settings: { k?: number }) => room.page.evaluate(([name, wish]) =>
    window.elboRoom.measure(name, wish).then(() => null, ({ code, message }: WireError) => ({ code, message })),
  [id, settings] as const);
  expect(await refusal("k-sample-bound", { k: 0 })).toEqual({
    code: "bad-setting", message: "k-sample-bound: k = 0 is not a whole number from 1 to 500",
  });
  expect(await refusal("class-accuracy", {})).toMatchObject({ code: "no-such-measurement" });
  await room.trainSteps(3);
  expect((await room.info()).step).toBe(3);
});
