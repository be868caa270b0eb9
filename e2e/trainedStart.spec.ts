/** A preset that takes minutes can start from a pretrained checkpoint; a damaged file changes nothing. */
import { expect, testOnOnePage as test } from "./room";

test("starts from the preset's checkpoint, says so, continues, and can train from step 0 instead; a link repeats it", async ({ room }) => {
  const { page } = room;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await room.open("preset=deep-convolutional@1&backend=wasm");
  const begin = page.getByRole("button", { name: "Begin at step 4,000" });
  await expect(begin).toBeVisible();
  const files = () => asked.filter((url) => url.includes("/trained/"));
  expect(files()).toEqual([]);

  await page.route("**/trained/**", (route) => route.fulfill({ body: "damaged on its way" }));
  await begin.click();
  await expect(page.getByText(/^The run could not begin at step 4,000: .+ damaged/)).toBeVisible();
  expect(await room.info()).toMatchObject({ step: 0, begin: null, phase: "ready" });

  await page.unroute("**/trained/**");
  await begin.click();
  await expect(page.getByText("Steps 0 – 4,000 come from a pretrained checkpoint.")).toBeVisible();
  await expect(room.train).toBeEnabled();
  expect(await room.info()).toMatchObject({ step: 4000, begin: 4000, phase: "paused", fragment: "preset=deep-convolutional@1&begin=4000&backend=wasm" });
  // The image has strokes on black and hardly any grey; an untrained model's is all grey.
  const [image] = await room.decode([{ z: Array.from({ length: 64 }, (_, i) => Math.sin(9 * i)), k: 3 }]);
  expect(image!.filter((value) => value > 0.1 && value < 0.9).length / 784).toBeLessThan(0.2);
  expect(image!.filter((value) => value > 0.9).length).toBeGreaterThan(20);

  await room.trainSteps(1);
  const losses = await room.losses();
  const { generator } = losses;
  expect(generator!.map(([step]) => step)).toEqual(Array.from({ length: 4001 }, (_, i) => i + 1));
  expect(generator!.every(([, value]) => Number.isFinite(value))).toBe(true);

  await page.getByRole("button", { name: "Train from 0" }).click();
  await expect(room.pause).toBeVisible();
  expect(await room.info()).toMatchObject({ begin: null });
  expect((await room.info()).step).toBeLessThan(4000);

  await room.openByHandle("preset=deep-convolutional@1&begin=4000&backend=wasm");
  expect(await room.info()).toMatchObject({ step: 4000, begin: 4000, phase: "paused" });
  await room.trainSteps(1);
  expect(await room.losses()).toEqual(losses);

  // In lecture mode Page Down begins there, too, and trains.
  await room.openByHandle("preset=deep-convolutional@1&backend=wasm&present=1");
  await page.keyboard.press("PageDown");
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(4000);
  expect(await room.info()).toMatchObject({ begin: 4000, phase: "training" });
});
