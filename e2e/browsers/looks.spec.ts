/** A reader's actions with a model: dragging over its map, choosing a class, measuring. */
import { expect, test } from "./room";

test("dragging over the map moves z and changes the picture; a class is picked by pointer and by key, and new noise is drawn", async ({ room }) => {
  await room.open("preset=first-vae&backend=wasm&hidden=64&batch=64");
  await room.trainSteps(40);
  const before = await room.picture();
  const { x, y, width, height } = await room.map();
  await room.tab.moveMouse(x + width / 2, y + height / 2);
  await room.tab.mouseDown();
  for (let i = 1; i <= 8; i++) await room.tab.moveMouse(x + width * (0.5 + 0.05 * i), y + height * (0.5 - 0.0375 * i));
  await room.tab.mouseUp();
  await expect.poll(() => room.picture()).not.toBe(before);
  for (const name of ["z1", "z2"]) expect(Number(await room.part("slider", name).value())).toBeGreaterThan(1);

  const dragged = await room.picture();
  await room.part("slider", "z2").focus();
  for (let i = 0; i < 8; i++) await room.tab.press("ArrowLeft");
  await expect.poll(() => room.picture()).not.toBe(dragged);

  await room.evaluate(async () => void (await window.elboRoom.open("preset=first-cgan&backend=wasm&hidden=32&batch=64")));
  await room.trainSteps(40);
  const untouched = await room.picture();
  await room.part("radio", "7").click();
  await expect.poll(() => room.part("radio", "7").checked()).toBe(true);
  await expect.poll(() => room.picture()).not.toBe(untouched);

  const seven = await room.picture();
  await room.tab.press("ArrowRight");
  await expect.poll(() => room.part("radio", "8").checked()).toBe(true);
  await expect.poll(() => room.picture()).not.toBe(seven);

  const eight = await room.picture();
  await room.part("button", "New z").click();
  await expect.poll(() => room.picture()).not.toBe(eight);
});

test("measures, from the dialog and by script", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.trainSteps(20);
  await room.part("button", "Measure").click();
  await room.part("button", "Run: Codes").click();
  await expect.poll(() => room.part("listitem", "Codes").text()).toMatch(/at step 20, from 10,000 test images/);
  const histogram = await room.evaluate(async () => {
    const measured = await window.elboRoom.measure("class-histogram", { samples: 100 });
    return "counts" in measured ? Array.from(measured.counts as ArrayLike<number>) : [];
  });
  expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(100);
});
