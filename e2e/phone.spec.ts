/** On a phone a finger can do everything that a mouse can, and a finger that scrolls changes nothing. */
import type { CDPSession, Locator, Page } from "@playwright/test";
import { LANGUAGES } from "../src/core/language";
import { EXERCISE_IDS } from "../src/course/exercises/ids";
import { LESSON_IDS } from "../src/course/lessons/ids";
import { models } from "../src/subject/models/registry";
import { cutFormulas } from "./formulas";
import { expect, testOnOnePage as test } from "./room";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

const tiny = "hidden=16&batch=16&backend=wasm";

interface Point {
  readonly x: number;
  readonly y: number;
}


/** Touches, moves in steps and lifts the finger. */
async function swipe(session: CDPSession, from: Point, to: Point, steps = 8): Promise<void> {
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Point[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", [from]);
  for (let i = 1; i <= steps; i++) {
    await send("touchMove", [{ x: from.x + ((to.x - from.x) * i) / steps, y: from.y + ((to.y - from.y) * i) / steps }]);
  }
  await send("touchEnd", []);
}

async function boxOf(locator: Locator) {
  await locator.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const box = await locator.boundingBox();
  if (!box) throw new Error("nothing to touch");
  return box;
}

/** Resolves when the page has not scrolled for 20 frames. */
const scrolledOut = (page: Page) => page.evaluate(() => new Promise<void>((resolve) => {
  let [last, still] = [scrollY, 0];
  const look = () => {
    still = scrollY === last ? still + 1 : 0;
    last = scrollY;
    if (still > 20) resolve();
    else requestAnimationFrame(look);
  };
  look();
}));

test("a finger that scrolls over a slider changes nothing, one that moves along it does", { tag: "@exhaustive" }, async ({ page, room }) => {
  await room.open(`preset=first-vae&${tiny}`);
  await room.trainSteps(3);
  const session = await page.context().newCDPSession(page);
  for (const name of ["lr", "hidden"]) { // the first changes the run, the second restarts it
    const slider = page.locator(`#setting-${name}`);
    const before = await slider.inputValue();
    const settings = (await room.info()).hyperparameters;
    const { x, y, width, height } = await boxOf(slider);
    const [from, to] = [{ x: x + 0.8 * width, y: y + height / 2 }, { x: x + 0.8 * width, y: y + height / 2 + 200 }];

    const heard = await slider.evaluateHandle((element: HTMLInputElement) => {
      const values: string[] = [];
      element.addEventListener("input", () => void values.push(element.value));
      return values;
    });
    const scrolled = await page.evaluate(() => scrollY);
    await swipe(session, from, to);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(scrolled - 50);
    expect(await slider.inputValue()).toBe(before);
    expect(await heard.jsonValue(), "what the page would set").toEqual([]);
    expect((await room.info()).hyperparameters).toEqual(settings);
    expect((await room.info()).step).toBe(3);

    await scrolledOut(page); // an earlier touch would only stop the scrolling
    const again = await boxOf(slider);
    const middle = again.y + again.height / 2;
    await swipe(session, { x: again.x + 0.5 * width, y: middle }, { x: again.x + 0.8 * width, y: middle });
    await expect.poll(async () => (await room.info()).hyperparameters[name]).not.toEqual(settings[name]);
    expect((await heard.jsonValue()).length).toBeGreaterThan(0);
  }
});

test("explanations of settings are visible; taps set a slider and the cross, enter lecture mode and leave it", async ({ page, room }) => {
  await room.open(`preset=first-vae&${tiny}`);
  await test.step("there is no pointer to hover with", async () => {
    for (const about of await page.locator(".setting__about").all()) await expect(about).toBeVisible();
    expect(await page.locator(".setting__about").count()).toBeGreaterThan(3);
  });
  await test.step("a slider", async () => {
    const { x, y, width, height } = await boxOf(page.locator("#setting-beta"));
    await page.touchscreen.tap(x + 0.9 * width, y + height / 2);
    await expect.poll(async () => Number((await room.info()).hyperparameters["beta"])).toBeGreaterThan(5);
  });
  await test.step("the cross is where the finger was", async () => {
    const { x, y, width, height } = await boxOf(room.latentSpace.locator(".latent__pad"));
    await page.touchscreen.tap(x + 0.75 * width, y + 0.3 * height);
    const knob = (await room.latentSpace.locator(".latent__knob").boundingBox())!;
    expect(knob.x + knob.width / 2).toBeCloseTo(x + 0.75 * width, -0.5);
    expect(knob.y + knob.height / 2).toBeCloseTo(y + 0.3 * height, -0.5);
  });
  await test.step("lecture mode", async () => {
    await page.getByRole("button", { name: "Present", exact: true }).tap();
    await expect(page.locator("html")).toHaveAttribute("data-present", /.*/);
    await page.getByRole("banner").getByRole("button").last().tap();
    await expect(page.locator("html")).not.toHaveAttribute("data-present", /.*/);
  });
});

test("a finger on the map moves z and its picture, and does not scroll", async ({ page, room }) => {
  await room.open(`preset=first-vae&${tiny}`);
  await room.trainSteps(5);
  const session = await page.context().newCDPSession(page);
  await boxOf(room.latentSpace.locator(".latent__pad"));
  const { x, y, width, height } = await room.map();
  const [before, scrolled] = [await room.picture(), await page.evaluate(() => scrollY)];
  await swipe(session, { x: x + width / 2, y: y + height / 2 }, { x: x + 0.9 * width, y: y + 0.2 * height });
  await expect.poll(() => room.picture()).not.toBe(before);
  const { z: [across, up] } = await room.info();
  expect(across).toBeCloseTo(2.4, 1);
  expect(up).toBeCloseTo(1.8, 1);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
});

test("terms, symbols and classes are highlighted by a tap, and stay so", async ({ page, room }) => {
  await room.open(`preset=first-vae&${tiny}`);
  await room.trainSteps(3);
  await expect(page.locator(".picks__one").first()).toBeVisible(); // the pictures above are drawn and the layout is final
  const equation = page.getByRole("region", { name: "Equation" });
  // On a busy machine the finger may be lifted so late that this is a long press.
  await expect(async () => {
    await equation.getByRole("button", { name: /nats per image, KL/ }).tap();
    await expect(equation.locator(".equation__column--lit")).toHaveCount(1, { timeout: 2000 });
  }).toPass();
  const hint = await equation.locator(".equation__explanation").textContent();
  await equation.getByRole("list").getByRole("button").first().tap();
  await expect(equation.locator(".equation__explanation")).not.toHaveText(hint!);
  const seven = room.latentSpace.getByRole("group").getByRole("button", { name: /7/ });
  await seven.tap();
  await expect(seven).toHaveAttribute("aria-pressed", "true");
});

test("a finger along the chart reads the curves at its step", async ({ page, room }) => {
  await room.open(`preset=first-vae&${tiny}`);
  await room.trainSteps(40);
  await expect(page.locator(".picks__one").first()).toBeVisible(); // the pictures above are drawn and the layout is final
  const chart = page.getByRole("figure", { name: "Loss chart" });
  const { x, y, width, height } = await boxOf(chart.locator(".u-over").first());
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 0.2 * width, y: y + height / 2 }] });
  for (let i = 1; i <= 6; i++) {
    await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: x + (0.2 + 0.05 * i) * width, y: y + height / 2 }] });
  }
  await expect(chart.locator(".loss-chart__note")).toContainText(/\d/);
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
});

test("every target is 44 pixels; the page's description, Train, the map and the question are on the first two screens", async ({ page, room }) => {
  await room.visit();
  for (const fragment of ["preset=first-vae", "preset=first-cgan", "preset=half-a-digit", "preset=twenty-dimensions&view=traverse"]) {
    await room.openByHandle(`${fragment}&${tiny}`);
    await expect(page.locator(".picks__one").first()).toBeVisible(); // its pictures are drawn
    const small = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>(
      "main button, header button, footer button, main select, header select, main input:not([type=file])",
    )].flatMap((element) => {
      // The target of a radio button or check box is the label around it; an overlay of a term is as large as the term.
      const target = (element.matches("[type=radio], [type=checkbox]") && element.closest("label")) || element;
      const over = getComputedStyle(target, "::after");
      const laid = over.position === "absolute" ? [parseFloat(over.width), parseFloat(over.height)] as const : [0, 0] as const;
      const { width, height } = target.getBoundingClientRect();
      // Ten images in a row are each a tenth of the screen; the dialog that their button opens has larger controls for the same choice.
      const least = element.matches(".picks__one") ? 34 : 43.9;
      const large = Math.max(width, laid[0]) >= least && Math.max(height, laid[1]) >= least;
      return large || width === 0 || !element.checkVisibility() ? [] : [`${element.outerHTML.slice(0, 80)} ${width} × ${height}`];
    }));
    expect(small, fragment).toEqual([]);
    for (const part of [page.locator(".foot__about"), room.train, room.latentSpace, page.locator(".foot__question")]) {
      const { y, height } = (await part.boundingBox())!;
      expect(y + height + (await page.evaluate(() => scrollY)), fragment).toBeLessThanOrEqual(2 * 844);
    }
  }
});

test("in all languages the header of Play and Learn is one row, and in the Lab no number of the run covers another", async ({ page, room }) => {
  await room.visit();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const language of LANGUAGES) {
    for (const view of ["room=play", "room=learn", "room=lab"]) {
      await room.openByHandle(`preset=first-vae&${tiny}&lang=${language}&${view}`);
      const header = page.locator(".header");
      await expect(header.locator(".room-switch__one input:checked")).toHaveValue(view.slice(5));
      if (view !== "room=lab") expect((await header.boundingBox())!.height, `${language}, ${view}`).toBeLessThan(80);
      else expect(await header.locator(".status__cell:visible").evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map(({ textContent }) => textContent)), language).toEqual([]);
    }
  }
});

/** The longest formulas: of one objective, and of one term. */
const widest = ["vae-gan", "cycle-gan"] as const;
for (const [which, ids, tag] of [
  ["the widest models are not", widest, []], ["no model is", models.map(({ id }) => id), ["@exhaustive"]],
] as const) {
  test(`${which} wider than a phone: formulas that are too wide wrap`, { tag: [...tag] }, async ({ page, room }) => {
    await room.visit();
    for (const id of ids) {
      await room.openByHandle(`model=${id}&${tiny}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), id).toBeLessThanOrEqual(0);
      expect(await cutFormulas(page), id).toEqual([]);
    }
  });
}

test("no exercise and no lesson is wider than a phone, and their formulas are whole", { tag: "@exhaustive" }, async ({ page, room }) => {
  await room.visit();
  for (const link of [...EXERCISE_IDS.map((id) => `exercise=${id}`), ...LESSON_IDS.map((id) => `lesson=${id}`)]) {
    await room.visit(`${link}&backend=wasm`);
    await expect(page.getByRole("region", { name: /^(Exercise|Lesson)$/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), link).toBeLessThanOrEqual(0);
    expect(await cutFormulas(page), link).toEqual([]);
  }
});

test("on a tablet, a phone in landscape and in a frame the map fits the window; 320 pixels do not scroll sideways", { tag: "@exhaustive" }, async ({ page, room }) => {
  await room.open(`preset=first-vae&${tiny}`);
  const across = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  for (const [width, height] of [[820, 1180], [844, 390], [800, 520], [640, 360]] as const) {
    await page.setViewportSize({ width, height });
    const [map, train] = [(await room.map())!, (await room.train.boundingBox())!];
    expect(map.height, `${width} × ${height}`).toBeLessThanOrEqual(height - 100);
    expect(map.x).toBeGreaterThan(train.x + train.width); // beside the controls
    if (width === 800) expect(map.height, "in a frame").toBeGreaterThan(260);
    if (height > 500) expect(map.y + map.height).toBeLessThanOrEqual(height);
    const { covered, chart } = await page.evaluate(() => {
      const [pad, zoom, stage] = [".latent__pad", ".latent__range", ".loss-chart__stage"]
        .map((selector) => document.querySelector(selector)!.getBoundingClientRect()) as [DOMRect, DOMRect, DOMRect];
      return { covered: zoom.left < pad.right && zoom.top < pad.bottom, chart: stage.height };
    });
    expect(covered, "the zoom buttons cover the map").toBe(false);
    expect(chart).toBeGreaterThanOrEqual(200);
    expect(await across()).toBe(0);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await across()).toBe(0);
  await room.openByHandle(`preset=first-vae&${tiny}&present=1`);
  expect(await across()).toBe(0);
});

test("the map leaves room to scroll by", async ({ page, room }) => {
  await room.open(`preset=first-vae&${tiny}`);
  for (const [width, height] of [[390, 844], [820, 1180], [844, 390]] as const) {
    await page.setViewportSize({ width, height });
    await expect(async () => {
      const box = await boxOf(room.latentSpace.locator(".latent__pad"));
      expect(box.height).toBeLessThanOrEqual(height - 80);
      expect(box.width).toBeLessThanOrEqual(width);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }, `${width} × ${height}`).toPass();
  }
});

test("a phone that scans a lecturer's link shows question, answers and a map that trains on one screen", async ({ page, room }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await room.visit(`preset=first-vae&${tiny}&room=play&autostart=1&ask=Which%20digit%20gets%20most%20of%20the%20map%3F&answers=0|1|7|none%20of%20them`);
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(0);
  await page.evaluate(() => scrollTo(0, 0));
  for (const part of [page.getByText("Which digit gets most of the map?"), page.getByText("none of them"), room.pause, room.latentSpace.locator(".latent__pad")]) {
    await expect(part).toBeInViewport({ ratio: 1 });
  }
});
