/** Picking a class shows a digit of that class. docs/presets.md has each preset's accuracy. */
import { normals } from "../src/core/run/philox";
import { classifier, testImages } from "./digits";
import { expect, testOnOnePage as test } from "./room";

const EPOCH = 468;
const LATENT = 64;

test("most digits are of the class picked, after one epoch of the GAN that learns them first", { tag: "@exhaustive" }, async ({ room }) => {
  const classify = classifier();
  const checks = testImages(50);
  expect(checks.filter(({ image, label }) => classify(image) === label).length).toBeGreaterThanOrEqual(45);

  await room.open("preset=auxiliary-classifier&backend=wasm");
  await room.trainSteps(EPOCH);
  const asked = Array.from({ length: 100 }, (_, n) => ({
    k: n % 10, z: Array.from(normals({ seed: 99, purpose: "sample", step: n }, LATENT)),
  }));
  const images = await room.decode(asked);
  const right = asked.filter(({ k }, n) => classify(images[n]!) === k).length;
  expect(right / asked.length).toBeGreaterThanOrEqual(0.8); // guessing: 0.1
});

test("the class picker changes the picture, by pointer and by keyboard", async ({ room }) => {
  await room.open("preset=first-cgan&backend=wasm&hidden=32&batch=64");
  await room.trainSteps(60);
  const picker = room.page.getByRole("radiogroup", { name: "Class" });
  const radio = (k: number) => picker.getByRole("radio", { name: String(k), exact: true });
  await expect(picker.getByRole("radio")).toHaveCount(10);

  const before = await room.picture();
  await picker.getByText("7", { exact: true }).or(radio(7)).first().click();
  await expect(radio(7)).toBeChecked();
  await expect.poll(() => room.picture()).not.toBe(before);

  const seven = await room.picture();
  await radio(7).focus();
  await room.page.keyboard.press("ArrowRight");
  await expect(radio(8)).toBeChecked();
  await expect.poll(() => room.picture()).not.toBe(seven);

  const eight = await room.picture();
  await room.page.getByRole("button", { name: "New z" }).click();
  await expect(radio(8)).toBeChecked();
  await expect.poll(() => room.picture()).not.toBe(eight);
});
