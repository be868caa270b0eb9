/** Lecture mode is steered from the keyboard, fits its projector, shows what the question asks about, and can be left. */
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
  const fewer = await controls(room);
  await expect.poll(() => controls(normal)).toBeGreaterThan(fewer); // those of its pictures come with the pictures
  await exit.click();
  await expect(room.page.getByRole("combobox", { name: "Model" })).toBeVisible();
});

test("keys shown on the page change live settings, and the run goes on", async ({ room }) => {
  await room.open(fragment);
  const { page } = room;
  await room.trainSteps(3);
  const beta = async () => (await room.info()).hyperparameters["beta"];
  await expect(page.locator(".setting__keys").first()).toHaveText("[]");
  await page.keyboard.press("]");
  await expect.poll(beta).toBe(1.5);
  await page.keyboard.press("[");
  await page.keyboard.press("[");
  await expect.poll(beta).toBe(0.5);
  await page.keyboard.press("+");
  await expect.poll(async () => (await room.info()).hyperparameters["lr"]).toBe(0.0012);
  expect((await room.info()).step).toBe(3);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).not.toContainText("show this class"); // a VAE has none
});

/** One preset of each kind of layout. */
const lectures = {
  "first-vae": [".latent__map"],
  "twenty-dimensions": [".page__latent .page__samples", ".page__latent .page__reconstructions"],
  "first-cgan": [".page__class", ".page__latent .page__samples", ".coverage"],
  "half-a-digit-by-gan": [".fill-in__tiles", ".page__samples", ".latent__sliders"],
  "blurry-or-sharp": ["#setting-sigma", "#setting-likelihood", ".page__latent .page__reconstructions"],
  "strong-discriminator": ["#setting-discriminatorRate", ".page__latent .page__samples"],
};

for (const [name, parts] of Object.entries(lectures)) {
  test(`fits every projector and shows what is asked about: ${name}`, async ({ room }) => {
    const { page } = room;
    await room.open(`preset=${name}&hidden=16&batch=16&backend=wasm&present=1`);
    await room.trainSteps(5);
    for (const [width, height] of [[1920, 1080], [1366, 768], [1280, 720], [1024, 768]] as const) {
      await page.setViewportSize({ width, height });
      const shown = [...parts, ".status__cell--epoch", ".loss-chart__legend", ".foot__about", ".foot__question", ".decoded__frame"];
      await expect.poll(() => page.evaluate((selectors) => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
        const overflow = scrollWidth - clientWidth + scrollHeight - clientHeight;
        const low = document.querySelector(".loss-chart__stage")!.getBoundingClientRect().height < 200;
        const missing = selectors.filter((selector) => {
          const box = document.querySelector(selector)?.getBoundingClientRect();
          return !box || box.width < 20 || box.top < 0 || box.left < 0 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1;
        });
        const foot = document.querySelector(".foot")!.getBoundingClientRect().top;
        const over = [".page__chart", ".page__samples", ".page__map"]
          .filter((selector) => document.querySelector(selector)!.getBoundingClientRect().bottom > foot + 1);
        const cut = [...document.querySelectorAll<HTMLInputElement>(".setting__value")]
          .filter((field) => field.scrollWidth > field.clientWidth).map(({ value }) => value);
        const [map, legend] = [".latent__map", ".latent__legend"].map((selector) => document.querySelector(selector)?.getBoundingClientRect());
        const hole = map && legend ? legend.top - map.bottom > 60 : false;
        return { overflow, low, missing, over, cut, hole };
      }, shown), { message: `${width} × ${height}` }).toEqual({ overflow: 0, low: false, missing: [], over: [], cut: [], hole: false });
    }
  });
}

test("begins with five curves and opens presets without what was chosen in the one before", async ({ room }) => {
  const { page } = room;
  await room.open("preset=learned-likeness&batch=16&backend=wasm&present=1&view=between");
  const curves = page.getByRole("group", { name: "Curves" }).getByRole("button", { pressed: true });
  await expect(curves).toHaveCount(5);
  await page.keyboard.press("c");
  await expect(curves).toHaveCount(11);
  await page.keyboard.press("l");
  await page.getByRole("combobox", { name: "Preset" }).selectOption("auxiliary-classifier");
  await expect(curves).toHaveCount(5);
  await expect(page.getByRole("radio", { name: "Pictures" })).toBeChecked();
});
