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

test("a worksheet asks each question on a page before the one that says what its run shows", async ({ room }) => {
  const { page } = room;
  await room.open("lesson=posterior-collapse&backend=wasm");
  const sheet = page.locator(".worksheet");
  await expect(sheet.locator("section")).toHaveCount(4); // two rounds, the explanation, the repair
  await page.emulateMedia({ media: "print" });
  const pages = await sheet.evaluate((article) => [...article.children].reduce<string[]>((all, part) => {
    const { breakBefore } = getComputedStyle(part);
    return breakBefore === "page" ? [...all, part.textContent] : [...all.slice(0, -1), (all.at(-1) ?? "") + part.textContent];
  }, []));
  expect(pages).toHaveLength(3);
  expect(pages[0]).toContain("Where will it be after 400 steps?");
  expect(pages[0]).not.toContain("almost the same code distribution");
  expect(pages[1]).toMatch(/^Read this page only after the run on the page before\..*almost the same code distribution/);
  expect(pages[1]).not.toContain("sends no information");
});
