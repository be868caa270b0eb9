/** No mistaken action loses a run: Undo restores it, and it continues unchanged. */
import { expect, testOnOnePage as test } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm";

test("Undo restores a run, which continues unchanged, bit for bit", async ({ room }) => {
  await room.open(`${tiny}&seed=7`);
  await room.trainSteps(130);
  await room.page.keyboard.press("r");
  await expect.poll(async () => (await room.info()).step).toBe(0);
  await room.page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(async () => (await room.info()).step).toBe(130);
  await room.trainSteps(20);

  const losses = await room.losses();
  await room.reset();
  await room.trainSteps(150);
  expect(losses).toEqual(await room.losses());
});

test("Ctrl+Z continues training after another preset was opened, but not from a text field", async ({ room }) => {
  await room.open(tiny);
  await room.train.click();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(120);
  await room.page.getByRole("combobox", { name: "Preset" }).selectOption("holes");
  await expect(room.page.getByText(/^Undo restores your run at step [\d,]+\.$/)).toBeVisible();
  await room.page.getByRole("textbox", { name: "Seed", exact: true }).focus();
  await room.page.keyboard.press("Control+z");
  expect((await room.info()).preset).toBe("holes@1");
  await room.page.getByRole("heading", { level: 1 }).click();
  await room.page.keyboard.press("Control+z");
  await expect.poll(async () => (await room.info()).preset).toBeNull();
  await expect(room.pause).toBeVisible();
  const { step } = await room.info();
  expect(step).toBeGreaterThan(120);
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(step + 20);
  expect((await room.losses())["total"]!.every(([, value]) => Number.isFinite(value))).toBe(true);
});

test("the browser's Back restores the former experiment with its run; so do Forward and Back again", async ({ room }) => {
  await room.open(`${tiny}&seed=7`);
  await room.trainSteps(130);
  await room.page.getByRole("combobox", { name: "Preset" }).selectOption("holes");
  await expect.poll(async () => (await room.info()).preset).toBe("holes@1");
  await room.page.goBack();
  await expect.poll(async () => (await room.info()).step).toBe(130);
  expect((await room.info()).seed).toBe(7);
  expect(room.page.url()).toContain("seed=7");
  await room.page.goForward();
  await expect.poll(async () => (await room.info()).preset).toBe("holes@1");
  await expect.poll(async () => (await room.info()).step).toBe(0);
  await room.page.goBack();
  await expect.poll(async () => (await room.info()).step).toBe(130);
  await room.page.evaluate(() => { location.hash = "#preset=first-gan"; });
  await expect.poll(async () => (await room.info()).preset).toMatch(/^first-gan@/);
});

test("in the Lab the offer to undo covers neither Save and load nor the question nor a button of the header", async ({ room, page }) => {
  await room.open("preset=first-vae&hidden=16&batch=16&backend=wasm&room=lab");
  for (const [width, height] of [[1280, 720], [1024, 768], [1920, 1080]] as const) {
    await page.setViewportSize({ width, height });
    await room.trainSteps(130); // enough for an offer
    await room.reset();
    await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeVisible();
    const covered = await page.evaluate(() => {
      const offer = document.querySelector(".messages__list")!.getBoundingClientRect();
      return [...document.querySelectorAll(".run-file, .settings, .foot__question, .latent__stage, .page__learning, .header__preset, .header__tools")].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.left < offer.right && box.right > offer.left && box.top < offer.bottom && box.bottom > offer.top;
      }).map(({ className }) => className);
    });
    expect(covered, `${width} × ${height}`).toEqual([]);
  }
});
