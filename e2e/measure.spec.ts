/** Measurements on demand: results in the dialog, cancellation, and refusal. */
import type { WireError } from "../src/core/errors";
import type { MeasurementId } from "../src/subject/measurements/registry";
import { expect, testOnOnePage as test, type Room } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm&seed=1";

async function openDialog(room: Room) {
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  const dialog = room.page.getByRole("dialog", { name: "Measurements" });
  await expect(dialog).toBeVisible();
  return dialog;
}

test("the codes of a small VAE: numbers and their step", async ({ room }) => {
  await room.open(tiny);
  await room.trainSteps(20);
  const dialog = await openDialog(room);
  const codes = dialog.getByRole("listitem", { name: "Codes", exact: true });
  await codes.getByRole("button", { name: "Run: Codes" }).click();
  await expect(codes.getByText("at step 20, from 10,000 test images")).toBeVisible();
  await expect(codes.getByText(/^[\d.]+ nats per image$/).first()).toBeVisible();
  await expect(codes.getByRole("list", { name: "KL to the prior by dimension, nats per image" }).getByRole("listitem")).toHaveCount(2);
  // A new run has no results.
  await room.reset();
  await expect(codes.getByText("at step 20")).toHaveCount(0);
});

test("after a change of β the held-out value is measured again by itself; results from before are dimmed and say their step", async ({ room, page }) => {
  await room.open(tiny);
  await room.trainSteps(20);
  await page.evaluate(() => window.elboRoom.measure("codes", { images: 100 }));
  const active = page.getByText("2 of 2 active");
  const italic = () => active.evaluate((value) => getComputedStyle(value).fontStyle === "italic");
  expect(await italic()).toBe(false);
  const slider = page.getByRole("slider", { name: "KL weight" });
  await slider.focus();
  await slider.press("ArrowRight");
  await expect(page.getByText("step 20, 1,000 images")).toBeVisible();
  await expect.poll(italic).toBe(true);
  await expect(active.locator("xpath=../..").getByText("step 20", { exact: true })).toBeVisible();
  const dialog = await openDialog(room);
  await expect(dialog.getByText("at step 20, from 100 test images · This value was measured in another state of the run.")).toBeVisible();
});

test("a measurement with the evaluation classifier, during training", async ({ room }) => {
  await room.open(tiny);
  await room.train.click();
  const dialog = await openDialog(room);
  await dialog.getByRole("button", { name: "Run: Classes of samples" }).click();
  await expect(dialog.getByText("classes found")).toBeVisible();
  await expect(dialog.getByText(/from 1,000 samples/)).toBeVisible();
  const { step } = await room.info();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(step);
});

test("a long measurement shows its progress and can be cancelled", async ({ room }) => {
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

test("K = 0 is refused with a message, and the run continues", async ({ room }) => {
  await room.open(tiny);
  const refusal = (id: MeasurementId, settings: { k?: number }) => room.page.evaluate(([name, given]) =>
    window.elboRoom.measure(name, given).then(() => null, ({ code, message }: WireError) => ({ code, message })),
  [id, settings] as const);
  expect(await refusal("k-sample-bound", { k: 0 })).toEqual({
    code: "bad-setting", message: "k-sample-bound: k = 0 is not a whole number from 1 to 5000",
  });
  expect(await refusal("class-accuracy", {})).toMatchObject({ code: "no-such-measurement" });
  await room.trainSteps(3);
  expect((await room.info()).step).toBe(3);
});

/** A link with 117 steps per epoch. */
const shortEpochs = (model: string) => `model=${model}&hidden=16&batch=512&backend=wasm&seed=1`;

test("after an epoch, the classes of a GAN's samples are shown beside them", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(shortEpochs("gan"));
  const samples = room.page.getByRole("figure").filter({ has: room.page.getByRole("img", { name: /^Samples from fixed random codes/ }) });
  await expect(samples.getByText("The classes of 1,000 samples are counted when an epoch ends.")).toBeVisible();
  const before = await samples.boundingBox();
  await room.trainSteps(120);
  await expect(samples.getByRole("img", { name: /^Classes of 1,000 samples, by the evaluation classifier: 0: \d+, 1: / })).toBeVisible();
  await expect(samples.getByText(/^entropy [\d.]+ of 2\.30 nats$/)).toBeVisible();
  // After 120 steps the samples are unrecognisable or of few classes.
  await expect(samples.getByRole("status")).toHaveText(/no verdict yet|missing modes|mode collapse/);
  expect(await samples.boundingBox()).toEqual(before);
  const results = await afterEpochs(room);
  expect(results.map(({ id }) => id)).toEqual(["class-histogram"]);
  expect(results[0]!.step).toBeGreaterThanOrEqual(117);
});

test("after an epoch, a VAE's number of active units is shown below its reconstructions", async ({ room }) => {
  await room.open(`${shortEpochs("vae")}&latent=3`);
  await expect(room.page.getByText("Active units are counted when an epoch ends.")).toBeVisible();
  await room.trainSteps(120);
  await expect(room.page.getByText(/^[0-3] of 3 active$/)).toBeVisible();
  await expect(room.page.getByRole("img", { name: /^KL by dimension: z1 [\d.]+, z2 [\d.]+, z3 [\d.]+$/ })).toBeVisible();
  const dialog = await openDialog(room);
  await expect(dialog.getByText(/from 1,000 test images/)).toBeVisible();
});

test("without the evaluation classifier the run continues, with one notice", { tag: "@exhaustive" }, async ({ anotherRoom, consoleErrors }) => {
  consoleErrors.expect(/404|Failed to load resource/);
  const room = await anotherRoom(); // the shared page may have loaded the classifier
  let asked = 0;
  await room.page.route(/judge.*\.bin/, (route) => {
    asked++;
    return route.fulfill({ status: 404 });
  });
  await room.open(shortEpochs("gan"));
  await room.trainSteps(120);
  const notice = room.page.getByText("“Classes of samples” is not measured in this run: the evaluation classifier could not be loaded.");
  await expect(notice).toBeVisible();
  await room.trainSteps(120);
  await expect(notice).toHaveCount(1);
  expect(asked).toBe(1);
  expect(await afterEpochs(room)).toEqual([]);
});

test("a setting out of range has a message beside its field, and nothing is measured", async ({ room }) => {
  await room.open(tiny);
  const dialog = await openDialog(room);
  const entry = dialog.getByRole("listitem", { name: "Likelihood bound", exact: true });
  await entry.getByText("draws K 100 · test images 1,000").click();
  const run = entry.getByRole("button", { name: "Run: Likelihood bound" });
  await entry.getByRole("spinbutton", { name: "draws K" }).fill("0");
  await expect(entry.getByRole("alert")).toHaveText("“draws K” must be a whole number from 1 to 5,000.");
  await expect(run).toBeDisabled();
  await entry.getByRole("spinbutton", { name: "draws K" }).fill("2");
  await entry.getByRole("spinbutton", { name: "test images" }).fill("20");
  await expect(entry.getByRole("alert")).toHaveCount(0);
  await run.click();
  await expect(entry.getByText("bound with K = 2")).toBeVisible();
  await expect(entry.getByText("at step 0, from 20 test images")).toBeVisible();
});

function afterEpochs(room: Room): Promise<readonly { id: string; step: number }[]> {
  return room.page.evaluate(async () => (await window.elboRoom.info()).afterEpochs);
}
