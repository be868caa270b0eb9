/** Lecture mode works by keyboard, fits its projector, shows the panels of the question, lets the audience take part, and can be left. */
import jsQR from "jsqr";
import { expect, testOnOnePage as test } from "./room";

const fragment = "preset=first-vae&hidden=16&batch=16&backend=wasm&present=1";

test("Space trains and pauses, ? lists the keys, Escape leaves", async ({ room }) => {
  await room.open(fragment);
  const { page } = room;
  await page.keyboard.press("Space");
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(3);
  await page.keyboard.press("Space");
  await expect(room.train).toBeVisible();
  const { step, phase } = await room.info();
  expect(phase).toBe("paused");
  await room.decode([{ z: [0, 0] }]); // the worker answers after all earlier work
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

test("after Reset its button gets the focus once: another preset leaves the focus where it is, and Space trains", async ({ room }) => {
  await room.open(fragment);
  const { page } = room;
  const reset = page.getByRole("button", { name: "Reset", exact: true });
  await reset.focus();
  await page.keyboard.press("Enter");
  await expect(room.train).toBeEnabled();
  await expect(reset).toBeFocused();
  await reset.blur();
  await room.openByHandle("preset=twenty-dimensions&hidden=16&batch=16&backend=wasm&present=1");
  await expect(room.train).toBeEnabled();
  await room.decode([{ z: Array<number>(20).fill(0) }]);
  await expect(reset).not.toBeFocused();
  await page.keyboard.press("Space");
  await expect(room.pause).toBeVisible();
  await page.keyboard.press("Space");
});

test("type is larger, controls are fewer, and the visible exit leads back", async ({ room }) => {
  await room.open(fragment);
  const exit = room.page.getByRole("button", { name: /exit|leave|close/i });
  await expect(exit).toBeVisible();
  const formula = room.page.getByRole("region", { name: "Equation" }).locator(".katex").first();
  const size = () => formula.evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
  const controls = () => room.page.locator("button:visible, input:visible, select:visible").count();
  const [larger, fewer] = [await size(), await controls()];
  await exit.click();
  await expect(room.page.getByRole("combobox", { name: "Model" })).toBeVisible();
  expect(await size()).toBeLessThan(larger);
  await expect.poll(controls).toBeGreaterThan(fewer); // some controls appear with their pictures
});

test("keys shown on the page change live settings and enlarge panels, and the run continues", async ({ room }) => {
  await room.open(fragment);
  const { page } = room;
  await room.trainSteps(3);
  const beta = async () => (await room.info()).hyperparameters["beta"];
  await expect(page.locator(".setting__track:has(kbd)").first()).toHaveText("[]");
  await page.keyboard.press("]");
  await expect.poll(beta).toBe(1.5);
  await page.keyboard.press("[");
  await page.keyboard.press("[");
  await expect.poll(beta).toBe(0.8);
  await page.keyboard.press("+");
  await expect.poll(async () => (await room.info()).hyperparameters["lr"]).toBe(0.0012);
  const equation = page.getByRole("region", { name: "Equation" });
  const chart = page.getByRole("figure", { name: "Loss chart" });
  await page.keyboard.press("e");
  await expect(page.getByRole("group", { name: "Latent space" })).toBeVisible(); // the question is about the map
  await expect(chart.or(equation)).toBeHidden();
  await page.keyboard.press("e");
  await expect(equation).toBeVisible();
  await expect(chart).toBeHidden();
  await page.keyboard.press("Shift+E");
  await page.keyboard.press("Shift+E");
  await expect(chart.or(equation)).toHaveCount(2);
  expect((await room.info()).step).toBe(3);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).not.toContainText("show this class"); // a VAE has no classes
});

test("the audience scans the moment's link, and raised hands are counted until training starts", async ({ room }) => {
  const { page } = room;
  await room.open(`${fragment}&ask=More%20or%20less%3F&answers=more|less`);
  const stage = page.getByRole("region", { name: "Question to the audience" });
  await expect(stage).toContainText("More or less?");
  await expect(page.locator(".page__main")).toHaveAttribute("inert"); // it is covered
  for (const key of ["Digit1", "Digit1", "Digit2", "Shift+Digit1"]) await page.keyboard.press(key);
  await expect(stage.getByRole("spinbutton")).toHaveCount(2);
  for (const answer of await stage.getByRole("spinbutton").all()) await expect(answer).toHaveValue("1");
  await stage.getByRole("spinbutton", { name: "less" }).fill("31");
  await page.keyboard.press("Enter");

  await page.keyboard.press("q");
  const code = page.getByRole("img", { name: "QR code" });
  await expect(code).toBeVisible();
  const side = 500;
  const brightness = await code.evaluate(async (svg, size) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0, size, size);
    const { data } = context.getImageData(0, 0, size, size);
    return Array.from({ length: size * size }, (_, i) => String.fromCharCode(data[4 * i]!)).join(""); // a list of a million numbers takes seconds to transfer
  }, side);
  const pixels = Uint8ClampedArray.from({ length: 4 * side * side }, (_, i) => (i % 4 === 3 ? 255 : brightness.charCodeAt(i >> 2)));
  const scanned = jsQR(pixels, side, side)?.data ?? "";
  expect(scanned).toContain("preset=first-vae@2");
  expect(scanned).toContain("ask=More%20or%20less%3F&answers=more|less");
  expect(scanned).not.toContain("present=1");
  expect(scanned).toMatch(/room=play.*autostart=1|autostart=1.*room=play/); // what a phone shows of it: phone.spec
  await page.evaluate(() => { // one right after the other
    for (const key of ["q", " "]) document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect(stage).toBeHidden();
  await expect(page.getByRole("list", { name: "Votes of the audience" })).toContainText("less31");
  await expect(page.locator(".foot__question")).toHaveText("More or less?");
});

test("a reload keeps the votes, and that the question was answered; Page Down on a question trains", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open(`${fragment}&ask=How%20much%3F&answers=more|less`);
  const stage = page.getByRole("region", { name: "Question to the audience" });
  await expect(stage).toContainText("How much?");
  for (const key of ["Digit1", "Digit1", "Digit2"]) await page.keyboard.press(key);
  await expect(stage.getByRole("spinbutton", { name: "more" })).toHaveValue("2");
  await expect(page).toHaveURL(/How%20much/); // the address is written after a moment without changes
  await page.reload();
  await expect(stage.getByRole("spinbutton", { name: "more" })).toHaveValue("2");
  await page.keyboard.press("PageDown");
  await expect(stage).toBeHidden();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(0);
  const votes = page.getByRole("list", { name: "Votes of the audience" });
  await expect(votes).toContainText("more2");
  await page.keyboard.press("PageDown");
  await expect(room.train).toBeVisible();
  await page.reload(); // before the run's state at the pause is stored
  await expect(votes).toContainText("more2");
  await expect(stage).toBeHidden();
  await page.keyboard.press("a");
  await expect(stage).toBeVisible();
});

/** One view of each kind of layout: its fragment, and the parts that must be visible besides the usual ones. The fullest come first. */
const lectures: readonly (readonly [fragment: string, parts: readonly string[]])[] = [
  ["preset=first-cgan", [".page__class", ".page__latent .page__samples", ".coverage", ".decoded__frame"]],
  ["preset=half-a-digit-by-gan", [".fill-in__tiles", ".page__samples", ".latent__sliders", ".decoded__frame"]],
  ["preset=first-vae&compare=beta:4", [".both__one:nth-child(2) .latent__map", ".decoded__frame"]],
  ["preset=first-cgan&compare=lr:0.0001", [".page__class", ".both__one:nth-child(2)", ".decoded__frame"]],
  ["preset=first-vae", [".latent__map", ".decoded__frame"]],
  ["preset=twenty-dimensions", [".page__latent .page__samples", ".page__latent .page__reconstructions", ".decoded__frame"]],
  ["preset=blurry-or-sharp", ["#setting-sigma", "#setting-likelihood", ".page__latent .page__reconstructions", ".decoded__frame"]],
  ["model=vae&data=ring", [".density__frame"]],
  ["preset=first-cgan&enlarged=equation", [".equation__game", ".equation__glossary"]],
  ["preset=first-cgan&enlarged=pictures", [".page__class", ".page__samples", ".coverage"]],
  ["preset=first-vae&enlarged=latent", [".latent__map", ".decoded__frame", ".latent__sliders"]],
];

/** The faults of lecture mode: parts that are off the screen, hidden, scrolled, or too small to be read from the last row. */
function faults(parts: readonly string[]): readonly string[] {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
  const seen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 2;
  const all = [...document.querySelectorAll<HTMLElement>(".page *")].filter(seen);
  // 28 px of 1080 in height, except for a formula's indices; the names of alternative panels are as large as the screen's width allows.
  const least = Math.min(innerHeight / 1080, innerWidth / 1920) * 28 - 0.5;
  const size = (element: Element) => parseFloat(getComputedStyle(element).fontSize);
  const small = all.filter((element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "")
    && !element.closest(".katex, .visually-hidden, option, .instrument-switch") && size(element) > 0 && size(element) < least);
  const foot = box(".foot")!.top;
  const leastCurves = document.querySelector("[data-compared]") ? 40 : 20;
  return [
    ...(scrollWidth > clientWidth || scrollHeight > clientHeight ? ["the page scrolls"] : []),
    ...all.filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight + 1)
      .map(({ className }) => `${className} scrolls`),
    ...[".status__cell--epoch", ".foot__question", ...parts].filter((selector) => {
      const at = box(selector);
      return !at || at.width < 20 || at.top < 0 || at.left < 0 || at.bottom > innerHeight + 1 || at.right > innerWidth + 1;
    }).map((selector) => `${selector} is out of sight`),
    ...[".page__chart", ".page__samples", ".page__map"].filter((selector) => (box(selector)?.bottom ?? 0) > foot + 1).map((selector) => `${selector} lies on the foot`),
    ...[...document.querySelectorAll(".loss-chart .u-over")].filter((curves) => curves.checkVisibility() && curves.clientHeight < leastCurves).map(({ clientHeight }) => `curves have ${clientHeight} px`),
    ...[...document.querySelectorAll<HTMLInputElement>(".setting__value")].filter((field) => field.scrollWidth > field.clientWidth).map(({ value }) => `${value} is cut`),
    ...small.map((element) => `“${element.textContent}” has ${size(element)} px`),
  ];
}

const PROJECTORS = [[1920, 1080], [1366, 768], [1280, 720], [1024, 768]] as const;

for (const { where, shown, sizes, tag } of [
  { where: "the widest and the narrowest projector", shown: lectures.slice(0, 3), sizes: [PROJECTORS[0], PROJECTORS[3]], tag: [] },
  { where: "every projector", shown: lectures, sizes: PROJECTORS, tag: ["@exhaustive"] },
]) {
  test(`fits ${where}, in text that the last row can read, and shows the panels of the question`, { tag }, async ({ room }) => {
    const { page } = room;
    await room.visit(fragment);
    for (const [lecture, parts] of shown) {
      await room.openByHandle(`${lecture}&hidden=16&batch=16&backend=wasm&present=1`);
      await room.trainSteps(5);
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await expect.poll(() => page.evaluate(faults, parts), { message: `${lecture}, ${width} × ${height}` }).toEqual([]);
      }
    }
  });
}

test("starts with few curves and opens presets without the choices of the one before", async ({ room }) => {
  const { page } = room;
  await room.open("preset=learned-likeness&batch=16&backend=wasm&present=1&view=between");
  const curves = page.getByRole("group", { name: "Curves" }).getByRole("button", { pressed: true });
  await expect(curves).toHaveCount(3); // of a model with many axes the totals
  await page.keyboard.press("c");
  await expect(curves).toHaveCount(11);
  await page.keyboard.press("l");
  await page.getByRole("combobox", { name: "Preset" }).selectOption("auxiliary-classifier");
  await expect(curves).toHaveCount(5);
  await expect(page.getByRole("radio", { name: "Pictures" })).toBeChecked();
});

test("after Reset the offer to undo covers neither curves nor pictures nor the question", async ({ room }) => {
  const { page } = room;
  await room.open("preset=twenty-dimensions&hidden=16&batch=16&backend=wasm&present=1");
  await room.trainSteps(130); // enough for an offer
  await page.getByRole("button", { name: "Reset" }).click();
  const offer = (await page.getByRole("status", { name: "Notices" }).getByRole("list").boundingBox())!;
  for (const covered of [".page__learning", ".page__latent", ".foot"]) {
    expect((await page.locator(covered).boundingBox())!.y, covered).toBeGreaterThanOrEqual(offer.y + offer.height);
  }
});
