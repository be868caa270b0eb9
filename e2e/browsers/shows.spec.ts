/** The page's appearance in lecture mode, in Chinese, in dark, on a laptop and on a phone. */
import { expect, LAPTOP, PHONE, test, type Room } from "./room";

const vae = "preset=first-vae&hidden=32&batch=32&backend=wasm";
const cgan = "preset=first-cgan&hidden=32&batch=32&backend=wasm";

test("lecture mode works by keyboard and can be left", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`${vae}&present=1`);
  await room.tab.press(" ");
  await expect.poll(() => room.step()).toBeGreaterThan(3);
  await room.tab.press(" ");
  await expect.poll(() => room.train.enabled()).toBe(true);
  expect(await room.part("combobox", "Model").count()).toBe(0);
  await room.tab.press("Escape");
  await expect.poll(() => room.part("combobox", "Model").count()).toBe(1);
});

test("the switch makes the page dark, also after a reload", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(vae);
  const paper = () => room.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await room.tab.press("t");
  await expect.poll(paper).not.toBe(light);
  const dark = await paper();
  await room.open(vae);
  expect(await paper()).toBe(dark);
});

/** Everything that does not fit: the page, a region that scrolls unnecessarily, a control that is cut off or covered. */
const misfits = () => {
  const found: string[] = [];
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`page: ${scrollWidth} px wide`);
  if (clientWidth > 960 && scrollHeight > clientHeight) found.push(`page: ${scrollHeight} px high`);
  const name = (element: Element) => `${element.tagName} ${element.className} ${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 30)}`;
  for (const element of document.querySelectorAll<HTMLElement>("body *")) {
    if (!element.checkVisibility()) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const listOfAnyLength = element.matches(".latent__sliders--many");
    if (!listOfAnyLength && overflowY === "auto" && element.scrollHeight > element.clientHeight) found.push(`scrolls down: ${name(element)}`);
    if (overflowX === "auto" && element.scrollWidth > element.clientWidth) found.push(`scrolls across: ${name(element)}`);
  }
  for (const control of document.querySelectorAll<HTMLElement>("button:not(.header__skip), select, input:not([hidden])")) {
    if (!control.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    control.scrollIntoView({ block: "nearest" });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    for (const x of [left + 3, (left + right) / 2, right - 3]) { // sliders overlap the elements above and below
      const there = document.elementFromPoint(x, (top + bottom) / 2);
      if (there !== control && !control.contains(there) && !there?.contains(control)) found.push(`${name(control)} lies under ${there ? name(there) : "the edge"}`);
    }
  }
  window.scrollTo(0, 0);
  return found;
};

/** The sizes of the map, which must be the largest square that fits, and of its container. */
const mapAndPlace = () => {
  const [map, stage] = [".latent__map", ".latent__stage"].map((selector) => document.querySelector(selector)!.getBoundingClientRect());
  return { map: Math.round(map!.width), place: Math.round(Math.min(stage!.width, stage!.height)) };
};

const views = [
  ...[vae, cgan].flatMap((fragment) => [{ fragment, size: LAPTOP }, { fragment, size: PHONE }]),
  { fragment: `${vae}&lang=zh-CN`, size: LAPTOP }, { fragment: `${cgan}&lang=zh-CN`, size: PHONE },
];

/** Loads the page several times, as its files load in another order from the cache: Firefox once measured before the fonts were loaded. */
async function see(room: Room, fragment: string, visits: number): Promise<void> {
  for (let visit = 1; visit <= visits; visit++) {
    await room.visit(fragment);
    await expect.poll(async () => (await room.info()).phase).toBe("ready");
    await room.trainSteps(5);
    await room.evaluate(async () => void (await document.fonts.ready));
    expect(await room.evaluate(misfits), `visit ${visit}`).toEqual([]);
  }
}

/** The fullest view; the others are exhaustive, as Chromium tests them all: e2e/layout.spec.ts. */
const isSample = ({ fragment, size }: (typeof views)[number]) => fragment === cgan && size === LAPTOP;

for (const view of views) {
  const { fragment, size } = view;
  const { model, language } = { model: fragment.includes("cgan") ? "cgan" : "vae", language: fragment.includes("zh-CN") ? ", Chinese" : "" };
  test(`everything fits ${size.width} × ${size.height}: ${model}${language}`, isSample(view) ? {} : { tag: "@exhaustive" }, async ({ anotherRoom, engine }) => {
    const room = await anotherRoom(size);
    await see(room, fragment, engine === "firefox" && fragment === vae ? 2 : 1); // a cached load does not depend on the model
    expect(await room.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }))).toEqual(size);
    if (model === "vae" && size === LAPTOP) {
      const { map, place } = await room.evaluate(mapAndPlace);
      expect(map).toBe(place);
    }
    if (language) expect(await room.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
  });
}

test("the map's cross hair can be seen", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(vae);
  const pictures = room.part("checkbox", "pictures");
  // WebKit's driver may click at the position from before the page's last layout.
  await expect(async () => {
    if (await pictures.checked()) await pictures.click();
    expect(await pictures.checked()).toBe(false);
  }).toPass();
  const line = await room.evaluate(() => {
    const { x, width } = document.querySelector(".latent__pad")!.getBoundingClientRect();
    const { y, height } = document.querySelector(".latent__line--across")!.getBoundingClientRect();
    return { x, y, width, height };
  });
  const picture = (await room.tab.screenshot()).toString("base64");
  const marked = await room.evaluate(async (png, { x, y, width, height }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    const quarter = Math.floor(width / 4);
    const row = (at: number) => context.getImageData(Math.ceil(x) + 2, at, quarter, 1).data.filter((_, i) => i % 4 === 0);
    const beside = row(Math.floor(y) - 6);
    const rows = Array.from({ length: Math.ceil(height) + 2 }, (_, i) => row(Math.floor(y) - 1 + i));
    const clear = rows.map((one) => one.filter((red, i) => beside[i]! - red > 100).length);
    return clear.reduce((sum, count) => sum + count, 0) / quarter;
  }, picture, line);
  expect(marked, "dark pixels for each pixel of its length").toBeGreaterThan(0.3);
});

test("densities can be seen below the sampled points", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("preset=two-moons&backend=wasm");
  await room.trainSteps(5);
  const frames = () => room.evaluate(() => [...document.querySelectorAll(".density__frame")].map((frame) => {
    const { x, y, width, height } = frame.getBoundingClientRect();
    return { x, y, width, height };
  }));
  await expect.poll(async () => (await frames()).length).toBe(2);
  const dark = async () => {
    const picture = (await room.tab.screenshot()).toString("base64");
    return room.evaluate(async (png, boxes) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      return boxes.map(({ x, y, width, height }) => {
        const reds = context.getImageData(Math.ceil(x) + 2, Math.ceil(y) + 2, Math.floor(width) - 4, Math.floor(height) - 4).data.filter((_, i) => i % 4 === 0);
        return reds.filter((red) => red < 60).length / reds.length;
      });
    }, picture, await frames());
  };
  for (const k of [0, 1]) await expect.poll(async () => (await dark())[k], { message: "share of the picture where the density is low" }).toBeGreaterThan(0.2);
});
