/** This version of the page on what a newer one has stored: it says so, changes none of it, and the newer one finds all of it again. */
import { expect, test } from "./room";

const tiny = "model=vae&data=ring&hidden=16&latent=2&batch=32&backend=wasm&room=lab";

test("a stored talk of a newer version stays as it is until the reader replaces it", async ({ room, page }) => {
  const newer = JSON.stringify({ format: "elbo-room-talk", version: 2, title: "Next year", chapters: [] });
  const stored = () => page.evaluate(() => localStorage.getItem("elbo-room.talk"));
  await room.open(tiny);
  await page.evaluate((text) => localStorage.setItem("elbo-room.talk", text), newer);
  await page.reload();
  await expect(room.train).toBeEnabled();
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  await expect(dialog.getByText(/keeps was not opened: it is of version 2/)).toBeVisible();
  await dialog.getByRole("button", { name: "Add what the page shows" }).click();
  await dialog.getByRole("textbox", { name: "Name of the talk" }).fill("Mine");
  expect(await stored()).toBe(newer);
  await dialog.getByRole("button", { name: "Replace the stored talk with this one" }).click();
  await expect(dialog.getByText(/was not opened/)).toBeHidden();
  expect(await stored()).toContain('"title": "Mine"');
});
