/** Lecture mode is steered from the keyboard and can be left. */
import { expect, test } from "./room";

const fragment = "preset=first-vae&hidden=16&batch=16&backend=wasm&present=1";

test("Space trains and pauses, ? lists the keys, Escape leaves", async ({ room }) => {
  await room.open(fragment);
  const { page } = room;
  await page.keyboard.press("Space");
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(3);
  await page.keyboard.press("Space");
  await expect(room.train).toBeVisible();
  const { step } = await room.info();
  await page.waitForTimeout(300);
  expect((await room.info()).step).toBe(step);

  await page.keyboard.press("?");
  const help = page.getByRole("dialog");
  await expect(help).toBeVisible();
  await expect(help).toContainText(/space/i);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  expect(page.url()).toContain("present=1");

  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Model" })).toBeVisible();
});

test("type is larger, controls are fewer, and the exit is visible", async ({ room, anotherRoom }) => {
  await room.open(fragment);
  const lecture = room.page.getByRole("region", { name: "Equation" });
  const exit = room.page.getByRole("button", { name: /exit|leave|close/i });
  await expect(exit).toBeVisible();
  const normal = await anotherRoom();
  await normal.open(fragment.replace("&present=1", ""));
  const size = (it: typeof lecture) =>
    it.locator(".katex").first().evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
  expect(await size(lecture)).toBeGreaterThan(await size(normal.page.getByRole("region", { name: "Equation" })));
  const controls = (it: typeof room) => it.page.locator("button:visible, input:visible, select:visible").count();
  expect(await controls(room)).toBeLessThan(await controls(normal));
  await exit.click();
  await expect(room.page.getByRole("combobox", { name: "Model" })).toBeVisible();
});
