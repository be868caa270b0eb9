/**
 * Every preset is a good slide: in lecture mode no text lies over other text, is cut, off the screen or too small, no slider is half hidden, and
 * what the question asks for is there, on four projectors.
 */
import { expect, testOnOnePage } from "./room";

/** Formulas have texts over one another, a map names its circles, and pictures have names in their corners. */
const APART = ".katex, svg, .latent__map, .latent__pad, .fill-in__tile, .visually-hidden, option, dialog, .messages";

/** What a question may ask for, and where it is on the slide. */
const ASKED: readonly (readonly [asks: RegExp, selector: string])[] = [
  [/\bmeasure/i, ".loss-chart__measure"], [/draw a digit/, ".fill-in__choice"], [/test image/, ".fill-in__number"], [/\bthe map\b|place of the map/, ".latent__map"],
  [/\bdrag\b|Change z|Move one slider/i, ".latent__slider, .latent__map, .strips"], [/class(?:es)? 0 to 9|change the class/, ".page__class"],
  [/\bsamples\b/, ".page__samples"], [/reconstructions|filled-in images/, ".page__reconstructions"], [/curves|loss rise|generator's curve|the KL change/, ".loss-chart__plot"],
  [/σ/, "#setting-sigma, .density__sigma"], [/D : G/, "#setting-discriminatorRate"], [/β/, "#setting-beta"], [/λ/, "#setting-lambda, #setting-cycle, #setting-adversarial"], [/\bK = /, "#setting-samples, #setting-components"],
  [/slanted images/, ".setting:has([name=setting-domain])"], [/\bw from\b/, "#setting-guidance"], [/Euler steps/, "#setting-flowSteps"], [/conditioning/, ".setting:has([name=setting-condition])"], [/latent size/, "#setting-latent"], [/entries/, "#setting-entries"],
];

/**
 * The share of the width that the column of the question's subject has, and the least that it may have: two thirds, or less beside curves or a long
 * formula. `pictures`: the share of five rows of digits, which are the subject.
 */
const widthOfSubject = () => {
  const page = document.querySelector<HTMLElement>(".page")!;
  const curves = page.dataset["asked"] === "losses";
  const column = document.querySelector(curves ? ".page__learning" : ".page__latent")!;
  const plain = !document.querySelector(".pictures--three, .equation__objective ~ .equation__objective");
  const rows = document.querySelector(".page__latent > .page__pictures:has(.page__reconstructions)");
  return {
    share: column.getBoundingClientRect().width / innerWidth,
    least: curves || document.querySelector(".equation--many") !== null ? 0.51 : plain ? 0.66 : 0.59,
    pictures: plain && innerWidth > 1200 && rows && !document.querySelector(".equation--many") ? rows.getBoundingClientRect().width / innerWidth : null,
  };
};

/** The share of height or width, the larger one, that the subject takes of the enlarged panel. */
const shareEnlarged = () => {
  const subjects = [...document.querySelectorAll(".latent__map, .pictures__grid, .page__reconstructions .pictures__stage, .densities__row, .loss-chart__stage, .traverse, .fill-in__field, .fill-in__results, .decoded")]
    .filter((element) => element.checkVisibility()).map((element) => element.getBoundingClientRect());
  const span = (from: "left" | "top", to: "right" | "bottom") => Math.max(...subjects.map((box) => box[to])) - Math.min(...subjects.map((box) => box[from]));
  const [strip, foot] = [document.querySelector(".experiment")!.getBoundingClientRect(), document.querySelector(".foot")!.getBoundingClientRect()];
  return Math.max(span("left", "right") / innerWidth, span("top", "bottom") / (foot.top - strip.bottom));
};

/** The faults of the displayed slide. `wanted`: what must be in view. */
function faults({ apart, wanted }: { readonly apart: string; readonly wanted: readonly string[] }): readonly string[] {
  const isClipped = (element: Element) => {
    for (let one: Element | null = element; one && !one.matches(".page"); one = one.parentElement) if (getComputedStyle(one).clipPath !== "none") return true;
    return false;
  };
  const isSeenAtAll = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const isSeen = (element: Element) => isSeenAtAll(element) && !element.closest(apart) && !isClipped(element);
  const hasText = (element: Element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
  /** The rectangle's part that scrolling and hidden overflow leave in view. */
  const inView = (element: Element, { left, top, right, bottom }: DOMRect) => {
    const box = { left, top, right, bottom };
    for (let one: Element | null = element; one && !one.matches(".page"); one = one.parentElement) {
      if (getComputedStyle(one).overflow === "visible") continue;
      const edge = one.getBoundingClientRect();
      box.left = Math.max(box.left, edge.left);
      box.top = Math.max(box.top, edge.top);
      box.right = Math.min(box.right, edge.right);
      box.bottom = Math.min(box.bottom, edge.bottom);
    }
    return box;
  };
  const textRects = (element: Element) => {
    if (!hasText(element)) return [element.getBoundingClientRect()];
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()];
  };
  const all = [...document.querySelectorAll<HTMLElement>(".page *")].filter(isSeen);
  const texts = all.filter((element) => hasText(element) || element.matches("input:not([type=range], [type=radio], [type=checkbox]), select"))
    .map((element) => ({ element, boxes: textRects(element).map((rect) => inView(element, rect)).filter(({ left, right, top, bottom }) => right - left > 2 && bottom - top > 2) }));
  const name = (element: HTMLElement) => `${element.className || element.tagName} “${((element as HTMLInputElement).value ?? element.textContent).trim().slice(0, 30)}”`;
  const found = new Set<string>();
  texts.forEach(({ element, boxes }, i) => {
    for (const { left, top, right, bottom } of boxes) {
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1) found.add(`${name(element)} is off the screen`);
      for (const other of texts.slice(i + 1)) {
        if (element.contains(other.element) || other.element.contains(element)) continue;
        const meets = other.boxes.some((box) => Math.min(right, box.right) - Math.max(left, box.left) > 3 && Math.min(bottom, box.bottom) - Math.max(top, box.top) > 8);
        if (meets) found.add(`${name(element)} lies over ${name(other.element)}`);
      }
    }
  });
  for (const element of all.filter((one) => one.matches(".instrument-switch__one, .loss-chart__entry, .button"))) {
    const { left, right } = element.getBoundingClientRect();
    const seen = inView(element, element.getBoundingClientRect());
    if (seen.bottom > seen.top && seen.right - seen.left < right - left - 3) found.add(`${name(element)} is cut at its side`);
  }
  for (const element of all.filter((one) => one.matches(".loss-chart__stage"))) if (element.scrollHeight > element.clientHeight + 1) found.add(`${element.className} scrolls`);
  for (const { element, boxes } of texts) {
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    // 24 px of 1080; indices are smaller, as in formulas.
    if (boxes.length > 0 && size > 0 && !element.matches("sub, sup") && size < 24 * Math.min(innerHeight / 1080, innerWidth / 1920) - 0.1) found.add(`${name(element)} has ${size} px`);
  }
  for (const element of all.filter((one) => one.matches(".latent__slider, .setting"))) {
    const { top, bottom } = element.getBoundingClientRect();
    const seen = inView(element, element.getBoundingClientRect());
    const share = (seen.bottom - seen.top) / (bottom - top);
    if (share > 0.1 && share < 0.9) found.add(`${name(element)} is half hidden`);
  }
  const isInView = (element: HTMLElement) => {
    const { left, right, top, bottom } = inView(element, element.getBoundingClientRect());
    return isSeenAtAll(element) && right - left > 8 && bottom - top > 8;
  };
  for (const selector of wanted) if (![...document.querySelectorAll<HTMLElement>(selector)].some(isInView)) found.add(`${selector} is asked for and not there`);
  /** Low windows show the left halves of the pictures below the losses, twice as large. */
  const isHalf = (element: HTMLElement) => element.matches(".page__learning :is(.pictures__stage, .pictures__frame)") && Math.abs(element.scrollWidth - 2 * element.clientWidth) <= 4;
  for (const element of all) {
    const isCut = getComputedStyle(element).overflowX !== "visible" && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    if (isCut && !isHalf(element)) found.add(`${name(element)} is cut`);
  }
  return [...found];
}

const PROJECTORS = [[1920, 1080], [1366, 768], [1280, 720], [1024, 768]] as const;

testOnOnePage("every preset is a slide without overlapping, cut or hidden text on four projectors", { tag: "@exhaustive" }, async ({ room }) => {
  testOnOnePage.setTimeout(900_000);
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&present=1");
  const names = await page.locator(".header__preset option").evaluateAll((options) => options.flatMap((option) => (option as HTMLOptionElement).value || []));
  expect(names.length).toBeGreaterThan(35);
  const faulty: string[] = [];
  for (const name of names) {
    await room.openByHandle(`preset=${name}&backend=wasm&present=1`);
    const question = await page.locator(".foot__question").innerText();
    await room.trainSteps(question.includes("σ") ? 500 : 1); // a learned σ is measured after an epoch
    const wanted = ASKED.flatMap(([asks, selector]) => (asks.test(question) ? selector : []));
    for (const [width, height] of PROJECTORS) {
      await page.setViewportSize({ width, height });
      let last: readonly string[] = [];
      await expect.poll(async () => (last = await page.evaluate(faults, { apart: APART, wanted })).length, { timeout: 5000 }).toBe(0)
        .catch(() => faulty.push(`${name}, ${width} × ${height}: ${last.join("; ")}`));
      const { share, least, pictures } = await page.evaluate(widthOfSubject);
      if (share < least) faulty.push(`${name}, ${width} × ${height}: the subject has ${share} of the width`);
      if (pictures !== null && pictures < 0.43) faulty.push(`${name}, ${width} × ${height}: the pictures have ${pictures} of the width`);
    }
    await page.keyboard.press("e");
    await expect(page.locator(".page[data-enlarged]")).toBeVisible();
    for (const [width, height] of PROJECTORS) {
      await page.setViewportSize({ width, height });
      let last: readonly string[] = [];
      await expect.poll(async () => (last = await page.evaluate(faults, { apart: APART, wanted: [] })).length, { timeout: 5000 }).toBe(0)
        .catch(() => faulty.push(`${name}, enlarged, ${width} × ${height}: ${last.join("; ")}`));
      const share = await page.evaluate(shareEnlarged);
      if (share < 0.66) faulty.push(`${name}, enlarged, ${width} × ${height}: the subject has ${share} of the panel`);
    }
  }
  expect(faulty).toEqual([]);
});
