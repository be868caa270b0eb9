/** On paper, no notice lies over the text, panels are not cut in two, and the sliders have tracks. */
import { expect, test } from "./room";

test("the page is printed without notices and with whole panels, in both themes", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=64&backend=wasm&seed=5&room=lab&unheard=1");
  await room.trainSteps(2);
  const notices = page.locator(".messages"), notice = page.getByText("“unheard”"), playhead = page.locator(".playhead").first();
  await expect(notice).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(notices).toBeHidden();
  await expect(playhead).toBeHidden();
  for (const panel of [".page__chart", ".page__equation", ".page__samples", ".page__reconstructions", ".page__map"]) {
    await expect(page.locator(panel).first()).toHaveCSS("break-inside", "avoid");
  }
  await expect(page.locator("input[type=range]").first()).toHaveCSS("print-color-adjust", "exact");
  await page.emulateMedia({ media: "screen" });
  await expect(notice).toBeVisible();
  await page.evaluate(() => { document.documentElement.dataset["theme"] = "dark"; });
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("body")).toHaveCSS("print-color-adjust", "exact");
});
