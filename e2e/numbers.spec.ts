/** Numbers that are typed as people of many countries write them: each is taken, or the page says why not and keeps the value. */
import { expect, testOnOnePage as test } from "./room";

test("a setting and the seed take numbers in other digits, and say why a text is none", async ({ room, page }) => {
  await room.open("preset=first-vae&hidden=16&batch=16&backend=wasm&room=lab");
  const beta = async () => (await room.info()).hyperparameters["beta"];
  const field = page.getByRole("textbox", { name: "KL weight: type a value" });
  const setting = page.locator(".setting", { has: field });
  for (const [written, value] of [["２。5", 2.5], ["0,5", 0.5], ["٣", 3], ["1.250", 1.25]] as const) {
    await field.fill(written);
    await field.press("Enter");
    await expect.poll(beta, written).toBe(value);
  }
  await field.fill("1,500");
  await field.press("Enter");
  await expect(setting.getByRole("alert")).toHaveText("This may be 1.5 or 1500. Type one of them.");
  await expect(field).toHaveValue("1,500");
  await expect(field).toHaveAccessibleDescription("This may be 1.5 or 1500. Type one of them.");
  await field.fill("much");
  await expect(setting.getByRole("alert")).toBeHidden();
  await field.blur();
  await expect(setting.getByRole("alert")).toHaveText("Type a number, for example 0.5.");
  expect(await beta()).toBe(1.25);
  await field.press("Escape");
  await expect(field).toHaveValue("1.25");
  await expect(setting.getByRole("alert")).toBeHidden();

  const seed = page.getByRole("textbox", { name: "Seed", exact: true });
  const before = (await room.info()).seed;
  await seed.fill("5000000000");
  await seed.press("Enter");
  await expect(page.locator(".seed").getByRole("alert")).toHaveText("A seed is a whole number from 0 to 4,294,967,295.");
  expect((await room.info()).seed).toBe(before);
  await seed.fill("１２３４");
  await seed.press("Enter");
  await expect.poll(async () => (await room.info()).seed).toBe(1234);
  await expect(page.locator(".seed").getByRole("alert")).toBeHidden();
});

test("Train to step takes thousands in any writing", async ({ room, page }) => {
  await room.open("preset=first-vae&hidden=16&batch=16&backend=wasm&room=lab");
  const open = async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Commands" }).getByRole("combobox")).toBeFocused();
    await page.keyboard.type("train to step");
    await expect(page.getByRole("dialog", { name: "Commands" }).getByRole("option").first()).toHaveAccessibleName(/^Train to step/);
    await page.keyboard.press("Enter");
  };
  const field = page.getByRole("textbox", { name: "Train to step" });
  await open();
  for (const wrong of ["1.5", "1 00", "ten"]) {
    await field.fill(wrong);
    await field.press("Enter");
    await expect(page.getByText("Type a whole number of steps.")).toBeVisible();
  }
  for (const written of ["1.000.000", "1’000’000", "1000000.", "１，０００，０００", "100.000"]) {
    await field.fill(written);
    await field.press("Enter");
    await expect(field).toBeHidden();
    await room.pause.click();
    await expect(room.train).toBeVisible();
    expect((await room.info()).stop, written).toBe(written === "100.000" ? 100_000 : 1_000_000);
    await open();
  }
});
