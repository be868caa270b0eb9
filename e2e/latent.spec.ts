/** Latent spaces of any size: planes, traversals, interpolations, arithmetic. */
import type { Locator } from "@playwright/test";
import { testImages } from "./digits";
import { expect, testOnOnePage as test, type Room } from "./room";

const many = "preset=twenty-dimensions&backend=wasm&hidden=32&batch=64";
const LATENT = 20;

const position = async (room: Room) => (await room.info()).z;
const choosePlane = (room: Room, name: string) => room.page.getByLabel("Plane", { exact: true }).selectOption(name);
const minus = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value - b[i]!);
const length = (a: readonly number[]) => Math.hypot(...a);

/** Compares positions, which have three decimals. */
function expectAt(z: readonly number[], expected: readonly number[], within = 0.002): void {
  expect(Math.max(...minus(z, expected).map(Math.abs))).toBeLessThan(within);
}

async function clickMap(room: Room, across: number, down: number): Promise<void> {
  const { x, y, width, height } = await room.map();
  await room.page.mouse.click(x + width * across, y + height * down);
}

/** Clicks a picture of a row with `count` pictures; `index` counts from 0. */
async function pickPicture(row: Locator, index: number, count: number): Promise<void> {
  const { width, height } = (await row.boundingBox())!;
  await row.click({ position: { x: (width * (index + 0.5)) / count, y: height / 2 } });
}

test("the map can show the two principal components of the codes", async ({ room }) => {
  await room.open(many);
  await room.trainSteps(80);
  await choosePlane(room, "principal components");
  await expect(room.latentSpace.getByText(/PC1 \d+\s%, PC2 \d+\s%/)).toBeVisible();
  await expect(room.latentSpace.getByText("as of step 80")).toBeVisible();

  await clickMap(room, 0.1, 0.5);
  const left = await position(room);
  await clickMap(room, 0.9, 0.5);
  const across = minus(await position(room), left);
  const first = across.map((value) => value / length(across));
  await clickMap(room, 0.5, 0.1);
  const top = await position(room);
  await clickMap(room, 0.5, 0.9);
  const up = minus(top, await position(room));
  expect(first.reduce((sum, value, i) => sum + value * up[i]!, 0) / length(up)).toBeCloseTo(0, 2);

  // No dimension varies more than the first component does.
  const codes = await room.encode(Array.from({ length: 300 }, (_, i) => i));
  const spread = (along: (code: readonly number[]) => number) => {
    const values = codes.map(along);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  };
  const largest = Math.max(...Array.from({ length: LATENT }, (_, i) => spread((code) => code[i]!)));
  expect(spread((code) => code.reduce((sum, value, i) => sum + value * first[i]!, 0))).toBeGreaterThan(largest);

  // The plane stays the same during training, until it is requested again.
  await room.trainSteps(5);
  await expect(room.latentSpace.getByText("as of step 80")).toBeVisible();
  await room.page.getByRole("button", { name: "Update" }).click();
  await expect(room.latentSpace.getByText("as of step 85")).toBeVisible();
});

test("the map can show the plane through three chosen codes", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(many);
  await room.trainSteps(80);
  await choosePlane(room, "through three codes");
  await room.page.getByLabel("B: test image").fill("4");
  await expect(room.latentSpace.getByText("as of step 80")).toBeVisible();
  const codes = await room.encode([3, 4, 2]); // A and C are unchanged
  for (const [i, letter] of ["A", "B", "C"].entries()) {
    const mark = (await room.latentSpace.locator("[aria-hidden=true]", { hasText: new RegExp(`^${letter}$`) }).boundingBox())!;
    await room.page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2);
    // A pixel of the map is about 0.03 wide.
    expect(length(minus(await position(room), codes[i]!))).toBeLessThan(0.08);
  }

  await room.page.getByLabel("B: test image").fill("3");
  await expect(room.latentSpace.getByRole("status")).toContainText("Choose another");
  await room.page.getByRole("button", { name: "B: take the current position" }).click(); // the position is C
  await expect(room.latentSpace.getByText("as of step 80")).toBeVisible();
});

test("a traversal changes one dimension at a time, shows ten, those that vary most first, and each one's KL", async ({ room }) => {
  await room.open(`${many}&view=traverse`);
  await room.trainSteps(60);
  const rows = room.latentSpace.getByRole("slider", { name: /^Dimension \d+$/ });
  await expect(room.latentSpace.getByText(/as of step (5[4-9]|60)/)).toBeVisible(); // from the last tenth of the steps
  await expect(rows).toHaveCount(10);
  const dimensionOf = async (row: Locator) => Number((await row.getAttribute("aria-label"))!.split(" ")[1]);
  const first = await dimensionOf(rows.first());
  await pickPicture(rows.first(), 0, 9);
  expect(await position(room)).toEqual(Array.from({ length: LATENT }, (_, i) => (i === first - 1 ? -3 : 0)));
  await rows.first().press("ArrowRight");
  expect((await position(room))[first - 1]).toBe(-2.25);
  await expect(room.latentSpace.getByRole("slider", { name: `z${first}`, exact: true })).toHaveValue("-2.25");

  await room.page.getByRole("button", { name: "Next dimensions" }).click();
  await expect(room.latentSpace.getByRole("slider", { name: `Dimension ${first}`, exact: true })).toHaveCount(0);
  const last = await dimensionOf(rows.last());
  await pickPicture(rows.last(), 8, 9);
  expect((await position(room))[last - 1]).toBe(3);

  const change = async (dimension: number) => {
    const end = (value: number) => ({ z: Array.from({ length: LATENT }, (_, i) => (i === dimension - 1 ? value : 0)) });
    const [low, high] = await room.decode([end(-3), end(3)]) as [number[], number[]];
    return minus(low, high).reduce((sum, value) => sum + Math.abs(value), 0);
  };
  expect(await change(first)).toBeGreaterThan(1.5 * await change(last));

  await room.page.getByRole("button", { name: "Measure KL" }).click();
  await expect(room.latentSpace.getByTitle(/KL of z\d+: \d+\.\d\d nats/).first()).toBeVisible();

  // The picture in the frame is the large decoded one.
  const frames = room.latentSpace.locator("canvas");
  const before = await room.picture(frames.nth(2));
  await room.trainSteps(10);
  await expect.poll(() => room.picture(frames.nth(2))).not.toBe(before);
});

test("interpolates between two images, linearly and along the sphere", async ({ room }) => {
  await room.open(`${many}&view=between`);
  await room.trainSteps(80);
  await room.page.getByLabel("From: number of the test image").fill("1");
  const [from, to] = await room.encode([1, 7]) as [number[], number[]];
  const line = room.latentSpace.getByRole("slider", { name: "Straight line" });
  const sphere = room.latentSpace.getByRole("slider", { name: "Along the sphere" });
  await expect.poll(async () => {
    await pickPicture(line, 0, 11);
    return Math.max(...minus(await position(room), from).map(Math.abs));
  }).toBeLessThan(0.002);
  await pickPicture(line, 5, 11);
  const half = await position(room);
  expectAt(half, from.map((value, i) => (value + to[i]!) / 2));
  await pickPicture(sphere, 5, 11);
  const round = await position(room);
  expect(length(round)).toBeGreaterThan(length(half));
  // Both midpoints are in the plane of the origin and the two ends.
  const scale = length(round) / length(from.map((value, i) => value + to[i]!));
  expectAt(round, from.map((value, i) => scale * (value + to[i]!)));
  await pickPicture(sphere, 10, 11);
  expectAt(await position(room), to);
});

test("a GAN's interpolations have noise at both ends", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("preset=first-cgan&backend=wasm&hidden=32&batch=64&view=between");
  await expect(room.latentSpace.getByRole("combobox", { name: "From: source of the code" }).getByRole("option")).toHaveText(["random code", "current position"]);
  const line = room.latentSpace.getByRole("slider", { name: "Straight line" });
  const canvas = room.latentSpace.locator("canvas").nth(2);
  await expect(canvas).toBeVisible();
  const before = await room.picture(canvas);
  await pickPicture(line, 10, 11);
  const end = await position(room);
  await room.page.getByRole("button", { name: "From: Another" }).click();
  await expect.poll(() => room.picture(canvas)).not.toBe(before);
  await pickPicture(line, 10, 11);
  expectAt(await position(room), end); // only the other end has changed
});

test("latent arithmetic: an image, minus the mean of a class, plus that of another", async ({ room }) => {
  await room.open(`${many}&view=arithmetic`);
  await room.trainSteps(80);
  await room.page.getByLabel("minus the mean of class").selectOption("4");
  await room.page.getByLabel("plus the mean of class").selectOption("9");
  await room.page.getByLabel("Test image", { exact: true }).fill("6"); // a 4
  const codes = await room.encode(Array.from({ length: 1000 }, (_, i) => i));
  const labels = testImages(1000).map(({ label }) => label);
  const meanOf = (k: number) => {
    const own = codes.filter((_, i) => labels[i] === k);
    return Array.from({ length: LATENT }, (_, j) => own.reduce((sum, code) => sum + code[j]! / own.length, 0));
  };
  const shift = minus(meanOf(9), meanOf(4));
  const row = room.latentSpace.getByRole("slider", { name: "Arithmetic" });
  for (const [index, t] of [[0, 0], [4, 1], [6, 1.5]] as const) {
    await expect.poll(async () => {
      await pickPicture(row, index, 7);
      return Math.max(...minus(await position(room), codes[6]!.map((value, i) => value + t * shift[i]!)).map(Math.abs));
    }).toBeLessThan(0.002);
  }
});

test("the view of the latent space is part of the link, if the model has it", async ({ room }) => {
  await room.open(`${many}&view=between`);
  const instrument = (name: string) => room.page.getByRole("radiogroup", { name: "View" }).getByRole("radio", { name });
  await expect(instrument("Between")).toBeChecked();
  await instrument("Arithmetic").check();
  await expect.poll(() => room.page.url()).toContain("view=arithmetic");
  await room.openByHandle("preset=first-cgan&backend=wasm&hidden=32&batch=64&view=arithmetic");
  await expect(instrument("Map")).toBeChecked();
  await expect(room.page.getByText("The link asked for view = “arithmetic”. map is used.")).toBeVisible();
});

test("a formula takes no clicks above and below its letters, and these can be selected", async ({ room }) => {
  await room.open("preset=first-vae&backend=wasm&hidden=16&batch=16&room=lab");
  const symbol = room.page.locator(".latent__slider .katex").first();
  await symbol.scrollIntoViewIfNeeded();
  const { points, covered } = await symbol.evaluate((formula) => {
    const { left, right, top, bottom } = formula.querySelector(".vlist-t")!.getBoundingClientRect();
    const columns = [left, (left + right) / 2, right - 1], found: string[] = [];
    let count = 0;
    for (let y = top - 40; y < bottom + 40; y++) {
      for (const x of columns) {
        const there = document.elementFromPoint(x, y);
        if (there) count++;
        if (there?.matches(".vlist-t, .vlist-r, .vlist-s, .vlist, .vlist > span, .pstrut")) found.push(`${there.className || "row"}: ${y - top}`);
      }
    }
    return { points: count, covered: found };
  });
  expect(points).toBeGreaterThan(200);
  expect(covered).toEqual([]);

  const index = (await symbol.locator(".vlist .mord", { hasText: "1" }).last().boundingBox())!;
  await room.page.mouse.move(index.x + 1, index.y + index.height / 2);
  await room.page.mouse.down();
  await room.page.mouse.move(index.x + index.width + 1, index.y + index.height / 2, { steps: 3 });
  await room.page.mouse.up();
  expect((await room.page.evaluate(() => getSelection()!.toString())).replaceAll(/[\s\u200b]/g, "")).toBe("1"); // KaTeX's tables have empty letters
});
