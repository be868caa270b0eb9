/** A model that translates images shows its inputs and the distance of its outputs from the targets. */
import { expect, testOnOnePage as test } from "./room";

test("the grid shows inputs, outputs and targets; Fill in shows its image's input", async ({ room }) => {
  await room.open("model=translate&from=quarter&hidden=16&batch=16&backend=wasm");
  await room.trainSteps(20);
  await expect(room.page.getByRole("img", { name: /Inputs made from the first ten test images/ })).toBeVisible();
  await expect(room.page.getByRole("img", { name: "Image that the model is conditioned on" })).toBeVisible();
  await expect(room.page.getByRole("img", { name: "Fill-in 1", exact: true })).toBeVisible();
  const { given, visible, source } = await room.page.evaluate(async () => {
    const { pixels } = await window.elboRoom.testImage(0);
    const filled = await window.elboRoom.complete(pixels, { samples: 1 });
    return { given: [...filled.given!], visible: [...filled.visible], source: [...pixels] };
  });
  const mean = (x: number, y: number) => Array.from({ length: 16 }, (_, i) => source[(y + (i >> 2)) * 28 + x + (i % 4)]!).reduce((sum, one) => sum + one) / 16;
  expect(given[9 * 28 + 13]).toBeCloseTo(mean(12, 8), 5);
  expect(visible).not.toContain(1);
  const { error, errorOfGiven } = await room.page.evaluate(() => window.elboRoom.measure("translation", { images: 50 }));
  expect(errorOfGiven).toBeGreaterThan(0.05);
  expect(error).toBeGreaterThan(0);
});
