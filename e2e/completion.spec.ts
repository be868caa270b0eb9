/** Inpainting of test images and drawings, by searching codes and by models made for it. */
import type { Locator } from "@playwright/test";
import { testImages } from "./digits";
import { expect, testOnOnePage as test, type Room } from "./room";

const small = "model=vae&latent=5&hidden=32&batch=32&backend=wasm&seed=1";

interface Filled {
  readonly images: readonly number[][];
  readonly visible: readonly number[];
  readonly objective: readonly number[] | null;
}

const complete = (room: Room, image: ArrayLike<number>, visible: readonly number[] | null, samples = 6): Promise<Filled> =>
  room.page.evaluate(async ([pixels, mask, count]) => {
    const filled = await window.elboRoom.complete(pixels, { ...(mask ? { visible: mask } : {}), samples: count });
    return { images: filled.images.map((one) => [...one]), visible: [...filled.visible], objective: filled.objective };
  }, [Array.from(image), visible && [...visible], samples] as const);

const panel = (room: Room) => ({
  open: () => room.latentSpace.getByRole("radio", { name: "Fill in" }).check(),
  field: room.latentSpace.getByRole("img", { name: /784 pixels hidden/ }),
  fillIns: room.latentSpace.getByRole("region", { name: "Fill-ins" }),
  state: room.latentSpace.getByRole("region", { name: "Fill-ins" }).getByRole("status"),
  tiles: room.latentSpace.getByRole("img", { name: /^Fill-in \d$/ }),
  button: (name: string) => room.latentSpace.getByRole("button", { name, exact: true }),
  choose: (name: string) => room.latentSpace.getByRole("radio", { name, exact: true }).check(),
});

/** Drags along points, given as shares of the field's sides. */
async function drag(room: Room, field: Locator, points: readonly (readonly [x: number, y: number])[]): Promise<void> {
  const { x, y, width, height } = (await field.boundingBox())!;
  const [first, ...rest] = points.map(([right, down]) => [x + right * width, y + down * height] as const);
  await room.page.mouse.move(...first!);
  await room.page.mouse.down();
  for (const point of rest) await room.page.mouse.move(...point, { steps: 2 });
  await room.page.mouse.up();
}

/** The ink of a 28 × 28 canvas in the light theme. */
const inkOf = (canvas: Locator): Promise<number[]> => canvas.evaluate((element: HTMLCanvasElement) => {
  const { data } = element.getContext("2d")!.getImageData(0, 0, 28, 28);
  return Array.from({ length: 784 }, (_, i) => 255 - data[4 * i]!);
});

test("half of a test image: six fill-ins of the hidden half, the other half unchanged", async ({ room }) => {
  await room.open(small);
  await room.trainSteps(150);
  const { open, field, tiles, state, button } = panel(room);
  await open();
  await button("Nothing").click();
  await expect(field).toHaveAccessibleName("Test image 0, class 7. 0 of 784 pixels hidden");
  await button("Lower half").click();
  await expect(field).toHaveAccessibleName("Test image 0, class 7. 392 of 784 pixels hidden");
  await expect(state).toHaveText(/^Step 150: \d+\.\d to \d+\.\d nats$/);
  await expect(tiles).toHaveCount(6);
  const before = await room.picture(tiles.first());
  await button("Six others").click();
  await expect.poll(() => room.picture(tiles.first())).not.toBe(before);

  const { image } = testImages(1)[0]!;
  const mask = Array.from({ length: 784 }, (_, i) => (i < 392 ? 1 : 0));
  const { images, objective } = await complete(room, image, mask);
  expect(images).toHaveLength(6);
  expect(objective).toHaveLength(6);
  for (const filled of images) expect(filled.slice(0, 392)).toEqual([...image.subarray(0, 392)]);
  expect(images[0]!.slice(392)).not.toEqual(images[1]!.slice(392));
  // The fill-in is nearer to the hidden part than blank paper is.
  const distance = (a: ArrayLike<number>) => Array.from(a).reduce((sum, value, i) => sum + (value - image[i]!) ** 2, 0);
  expect(distance(images[0]!)).toBeLessThan(distance(image.map((value, i) => (i < 392 ? value : 0))));
});

test("the eraser hides and restores pixels; with none visible a message appears, and training continues", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(small);
  const { open, field, state, button, choose } = panel(room);
  await open();
  await button("Nothing").click();
  await drag(room, field, [[0.2, 0.5], [0.8, 0.5]]);
  await expect(field).not.toHaveAccessibleName(/ 0 of 784/);
  await expect(state).toHaveText(/nats$/);
  await button("Lower half").click();
  const rows = Array.from({ length: 10 }, (_, i) => 0.02 + 0.05 * i);
  await drag(room, field, rows.flatMap((y, i): [number, number][] => (i % 2 ? [[0.99, y], [0.01, y]] : [[0.01, y], [0.99, y]])));
  await expect(field).toHaveAccessibleName(/784 of 784 pixels hidden/);
  await expect(state).toHaveText("Every pixel is erased, so the model has nothing to complete. Restore some pixels.");
  await room.train.click();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(0);
  await choose("Restore");
  await drag(room, field, [[0.2, 0.3], [0.8, 0.3]]);
  await expect(state).toHaveText(/nats$/);
  const { step } = await room.info();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(step);
});

test("a drawn digit is centred and scaled; an empty drawing gives a message", async ({ room }) => {
  await room.open(small);
  await room.trainSteps(20);
  const { open, field, state, button, choose } = panel(room);
  await open();
  await choose("Own drawing");
  await expect(state).toHaveText("The field is empty. Draw a digit on it.");
  await drag(room, field, [[0.1, 0.1], [0.4, 0.1], [0.2, 0.5]]); // a small 7 in a corner
  await expect(state).toHaveText(/nats$/);
  const preview = room.latentSpace.getByRole("img", { name: "Drawing as the model receives it" });
  const ink = await inkOf(preview);
  const mass = ink.reduce((sum, value) => sum + value, 0);
  const centre = (of: (i: number) => number) => ink.reduce((sum, value, i) => sum + value * of(i), 0) / mass;
  expect(Math.abs(centre((i) => Math.floor(i / 28)) - 14)).toBeLessThan(0.6);
  expect(Math.abs(centre((i) => i % 28) - 14)).toBeLessThan(0.6);
  const rows = ink.flatMap((value, i) => (value > 8 ? [Math.floor(i / 28)] : []));
  expect(Math.max(...rows) - Math.min(...rows) + 1).toBe(20);
  await button("Undo line").click();
  await expect(state).toHaveText(/^The field is empty/);
  await room.trainSteps(1);
  expect((await room.info()).step).toBe(21);
});

test("a model that completes images: grid, completions and position show its input", async ({ room }) => {
  await room.open("model=completion-cvae&latent=5&hidden=32&batch=32&backend=wasm&seed=1");
  await room.trainSteps(60);
  const { field, tiles, state } = panel(room);
  await expect(field).toHaveAccessibleName("Test image 0, class 7. 392 of 784 pixels hidden");
  await expect(state).toHaveText("Step 60");
  await expect(tiles).toHaveCount(6);
  expect(await room.picture(tiles.nth(0))).not.toBe(await room.picture(tiles.nth(1)));

  const images = testImages(10);
  const grid = room.page.getByRole("img", { name: /^Completions of the first ten test images/ }).locator("canvas");
  const ink = await grid.evaluate((canvas: HTMLCanvasElement) => {
    const { data, width } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return { width, red: Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!) };
  });
  images.forEach(({ image }, k) => {
    for (let row = 0; row < 28; row++) {
      for (let column = 0; column < 14; column++) {
        const given = image[row * 28 + column]!;
        if (given > 0.4 && given < 0.6) continue; // half way between paper and ink
        expect(ink.red[row * ink.width + k * 28 + column]! < 128).toBe(given > 0.5);
      }
    }
  });

  const [first, second] = [await complete(room, images[0]!.image, null, 2), await complete(room, images[1]!.image, null, 2)];
  expect(first.objective).toBeNull();
  expect(first.visible.slice(0, 28)).toEqual(Array.from({ length: 28 }, (_, i) => (i < 14 ? 1 : 0)));
  expect(first.images[0]).not.toEqual(first.images[1]);
  expect(first.images[0]).not.toEqual(second.images[0]);

  const shown = await room.picture();
  await room.latentSpace.getByRole("button", { name: "Next test image" }).click();
  await expect(field).toHaveAccessibleName(/^Test image 1, class 2/);
  await expect.poll(() => room.picture()).not.toBe(shown);
  await expect(room.latentSpace.getByRole("slider", { name: "z1", exact: true })).toBeVisible();
});
