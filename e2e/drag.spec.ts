/** Dragging through the latent space, or moving its sliders, changes the decoded image. */
import { expect, testOnOnePage as test, type Room } from "./room";

test.beforeEach(async ({ room }) => {
  await room.open("preset=first-vae&backend=wasm&hidden=64&batch=64");
  await room.trainSteps(60);
});

async function dragTo(room: Room, across: number, down: number, steps: number): Promise<void> {
  const { x, y, width, height } = await room.map();
  await room.page.mouse.move(x + width * across, y + height * down, { steps });
}

const position = (room: Room) =>
  Promise.all(["z1", "z2"].map((name) => room.latentSpace.getByRole("slider", { name }).inputValue()));

test("dragging over the map moves z and changes the picture", async ({ room }) => {
  const before = await room.picture();
  await dragTo(room, 0.5, 0.5, 1);
  await room.page.mouse.down();
  await dragTo(room, 0.9, 0.2, 10);
  await room.page.mouse.up();
  await expect.poll(() => room.picture()).not.toBe(before);
  const [z1, z2] = await position(room);
  expect(Number(z1)).toBeGreaterThan(1); // right of the centre
  expect(Number(z2)).toBeGreaterThan(1); // above the centre
});

test("after a fast drag the picture is that of the last position", async ({ room }) => {
  const { mouse } = room.page;
  const before = await room.picture();
  await dragTo(room, 0.2, 0.8, 1);
  await mouse.down(); // one position, one picture
  await mouse.up();
  await expect.poll(() => room.picture()).not.toBe(before);
  const pressed = await room.picture();
  const where = await position(room);

  await dragTo(room, 0.5, 0.5, 1);
  await mouse.down();
  for (let i = 0; i < 8; i++) await dragTo(room, (i % 5) / 5, (i % 7) / 7, 10);
  await dragTo(room, 0.2, 0.8, 10);
  await mouse.up();
  expect(await position(room)).toEqual(where);
  await expect.poll(() => room.picture()).toBe(pressed);
  await room.decode([{ z: where.map(Number) }]); // until no picture of an earlier position is pending
  expect(await room.picture()).toBe(pressed);
});

test("the sliders do the same from the keyboard", async ({ room }) => {
  const before = await room.picture();
  const slider = room.latentSpace.getByRole("slider", { name: "z2" });
  const value = await slider.inputValue();
  await slider.focus();
  for (let i = 0; i < 8; i++) await room.page.keyboard.press("ArrowRight");
  expect(Number(await slider.inputValue())).toBeGreaterThan(Number(value));
  await expect.poll(() => room.picture()).not.toBe(before);
});

test("twenty dimensions have twenty sliders", { tag: "@exhaustive" }, async ({ room }) => {
  await room.openByHandle("preset=twenty-dimensions&backend=wasm&hidden=16&batch=16");
  await expect(room.latentSpace.getByRole("slider", { name: "z20", exact: true })).toHaveCount(1);
  const before = await room.picture();
  await room.latentSpace.getByRole("slider", { name: "z20", exact: true }).fill("2.5");
  await expect.poll(() => room.picture()).not.toBe(before);
});
