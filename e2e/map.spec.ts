/** The latent map: its range, highlighted classes, and a plane in which pictures differ. */
import { expect, testOnOnePage as test, type Room } from "./room";

const small = "backend=wasm&hidden=32&batch=64";

async function clickMap(room: Room, across: number, down: number): Promise<readonly number[]> {
  const { x, y, width, height } = await room.map();
  await room.page.mouse.click(x + width * across, y + height * down);
  return (await room.info()).z;
}

function expectAt(z: readonly number[], expected: readonly number[], within: number): void {
  z.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(within));
}

test("the map's range is part of the link; it can be zoomed, moved and reset", async ({ room }) => {
  await room.open(`preset=first-vae&${small}&range=8,1,-2`);
  expectAt(await clickMap(room, 0.5, 0.5), [1, -2], 0.1);
  expectAt(await clickMap(room, 0.25, 0.75), [-3, -6], 0.1);
  await room.page.getByRole("button", { name: "Show −3 to 3" }).click();
  expectAt(await clickMap(room, 0.75, 0.25), [1.5, 1.5], 0.05);
  await expect.poll(() => room.page.url()).toContain("range=3");
  await room.page.getByRole("button", { name: "Zoom out" }).click();
  expectAt(await clickMap(room, 0.75, 0.25), [2.25, 2.25], 0.05);

  // The wheel zooms about the pointer; with Shift the map moves and z stays.
  const { x, y, width, height } = await room.map();
  await room.page.mouse.wheel(0, -400);
  expectAt(await clickMap(room, 0.75, 0.25), [2.25, 2.25], 0.05);
  await room.page.keyboard.down("Shift");
  await room.page.mouse.move(x + width * 0.5, y + height * 0.5);
  await room.page.mouse.down();
  await room.page.mouse.move(x + width * 0.25, y + height * 0.5, { steps: 3 });
  await room.page.mouse.up();
  await room.page.keyboard.up("Shift");
  expectAt((await room.info()).z, [2.25, 2.25], 0.05);
  expectAt(await clickMap(room, 0.5, 0.25), [2.25, 2.25], 0.05);
});

test("if codes are outside, the map widens by itself, and fits them on request", async ({ room }) => {
  await room.open(`preset=holes&${small}`);
  await room.trainSteps(80);
  const codes = await room.encode(Array.from({ length: 500 }, (_, i) => i));
  const share = ([left, bottom]: readonly number[], [right, top]: readonly number[]) =>
    codes.filter(([h, v]) => h! >= left! && h! <= right! && v! >= bottom! && v! <= top!).length / codes.length;
  const corners = async () => [await clickMap(room, 0.003, 0.997), await clickMap(room, 0.997, 0.2)] as const;
  expect(share([-3, -3], [3, 3])).toBeLessThan(0.75); // otherwise the test would be meaningless
  const ticks = async () => (await room.latentSpace.locator(".latent__tick").allInnerTexts()).map((text) => Number(text.replace("−", "-")));
  await expect.poll(async () => Math.max(...await ticks())).toBeGreaterThan(3); // this waits while the pointer is pressed on the map
  expect((await clickMap(room, 0.997, 0.5))[0]).toBeGreaterThan(4);
  await room.page.getByRole("button", { name: "Fit" }).click();
  const [least, [right]] = await corners();
  const size = right! - least[0]!;
  expect(share(least, [right!, least[1]! + size])).toBeGreaterThan(0.96);
});

test("classes are pinned one by one, stay in the link, and are unpinned by a second press", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`preset=first-vae&${small}`);
  const button = (k: number) => room.page.getByRole("group", { name: "Highlight classes" }).getByRole("button", { name: `class ${k}` });
  const codes = room.latentSpace.locator("canvas.latent__codes");
  await expect(button(4)).toHaveAttribute("aria-pressed", "false");
  await expect(room.latentSpace.getByText("1,000 test images")).toBeVisible(); // the points are there
  const before = await room.picture(codes);
  await button(4).click();
  await button(9).focus();
  await room.page.keyboard.press("Enter");
  await room.page.mouse.move(5, 5);
  await expect(button(4)).toHaveAttribute("aria-pressed", "true");
  await expect(button(9)).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => room.page.url()).toContain("highlight=4,9");
  await expect.poll(() => room.picture(codes)).not.toBe(before);
  await button(4).click();
  await button(9).click();
  await expect(button(4)).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => room.page.url()).not.toContain("highlight");
  await expect.poll(() => room.picture(codes)).toBe(before); // also under the pointer
});

test("a GAN's map opens on the plane in which its pictures change most", async ({ room }) => {
  await room.open(`preset=first-cgan&${small}`);
  await room.trainSteps(120);
  await expect(room.page.getByLabel("Plane", { exact: true })).toHaveValue("strongest");
  await expect(room.latentSpace.getByText(/^as of step 1\d\d$/)).toBeVisible(); // from the last tenth of the steps at the earliest
  const across = async () => {
    const corners = [await clickMap(room, 0.003, 0.003), await clickMap(room, 0.997, 0.997)];
    const [a, b] = await room.decode(corners.map((z) => ({ z, k: 3 }))) as [number[], number[]];
    return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0);
  };
  const strongest = await across();
  await room.page.getByLabel("Plane", { exact: true }).selectOption("two dimensions");
  expect(strongest).toBeGreaterThan(1.3 * await across());
});
