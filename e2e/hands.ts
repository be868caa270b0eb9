/**
 * Uses the page with one input device: mouse, keyboard or touch. Each does only what a reader with it can: it scrolls by wheel or
 * finger, or moves by Tab, and fails if another element covers its target.
 */
import type { CDPSession, Locator, Page } from "@playwright/test";

export const DEVICES = ["mouse", "keyboard", "touch"] as const;
export type InputDevice = (typeof DEVICES)[number];

export interface Hand {
  press(target: Locator): Promise<void>;
  /** Chooses the first of these radio buttons. */
  choose(radios: Locator): Promise<void>;
  /** Moves the points of a chart by their sliders, or by a stroke through the points in its area. */
  draw(sliders: Locator, points: Locator, area: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** Sets a slider to the stop nearest to a value. */
  slide(slider: Locator, value: number): Promise<void>;
  /** The largest number of Tab stops to a target; null for other devices. */
  readonly tabs: number | null;
}

/** Returns the hand that uses a device on a page. */
export const handOf = async (device: InputDevice, page: Page): Promise<Hand> =>
  (device === "keyboard" ? byKeyboard(page) : byPointer(page, device === "mouse" ? mouseOf(page) : touchOf(page, await page.context().newCDPSession(page))));

/** Waits until the element can be used. Rejects after PATIENCE. */
async function untilUsable(target: Locator): Promise<void> {
  await target.waitFor({ timeout: PATIENCE });
  for (const start = Date.now(); await target.isDisabled();) {
    if (Date.now() - start > PATIENCE) throw new Error(`${String(target)} stays disabled`);
    await target.page().waitForTimeout(100);
  }
}

/** Milliseconds after which a reader gives up. */
const PATIENCE = 20_000;

/** The number of Tab stops after which an element counts as unreachable. */
const MAX_TABS = 150;

function byKeyboard(page: Page): Hand {
  let tabs = 0;
  const reach = async (target: Locator) => {
    await untilUsable(target);
    const whereIsIt = () => target.evaluate((element) => {
      if (element === document.activeElement) return "here";
      return document.activeElement!.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
    });
    const key = await whereIsIt() === "before" ? "Shift+Tab" : "Tab";
    for (let count = 0; await whereIsIt() !== "here"; count++) {
      if (count === MAX_TABS) throw new Error(`${key} does not come to ${String(target)}`);
      await page.keyboard.press(key);
      tabs = Math.max(tabs, count + 1);
    }
  };
  const valueOf = (slider: Locator) => slider.evaluate((element: HTMLInputElement) => Number.parseFloat(element.getAttribute("aria-valuetext") ?? ""));
  return {
    get tabs() { return tabs; },
    async press(target) {
      await reach(target);
      await page.keyboard.press("Enter");
    },
    async choose(radios) {
      await reach(radios.first());
      await page.keyboard.press("Space");
    },
    async draw(sliders) {
      for (let i = 0; i < await sliders.count(); i++) {
        await reach(sliders.nth(i));
        await page.keyboard.press(i % 2 ? "ArrowDown" : "ArrowUp");
      }
    },
    async write(field, text) {
      await reach(field);
      await page.keyboard.type(text);
    },
    async slide(slider, value) {
      await reach(slider);
      const first = await valueOf(slider);
      const [on, back] = first < value ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
      for (let now = first, off = Infinity; now !== value; now = await valueOf(slider)) {
        if (Math.abs(now - value) > off) return page.keyboard.press(back);
        off = Math.abs(now - value);
        await page.keyboard.press(on);
      }
    },
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Pointer {
  press(at: Point): Promise<void>;
  /** Scrolls the element at a point. */
  scroll(at: Point, down: number): Promise<void>;
  stroke(points: readonly Point[]): Promise<void>;
  /** Presses at a point and moves to each point of `next`, until that returns null. */
  drag(from: Point, next: () => Promise<Point | null>): Promise<void>;
}

const STROKE_MS = 16;
const REST_MS = 300;

const mouseOf = (page: Page): Pointer => ({
  press: ({ x, y }) => page.mouse.click(x, y),
  async scroll({ x, y }, down) {
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, down);
  },
  async stroke([first, ...others]) {
    await page.mouse.move(first!.x, first!.y);
    await page.mouse.down();
    for (const { x, y } of others) await page.mouse.move(x, y);
    await page.mouse.up();
  },
  async drag(from, next) {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (let to = await next(); to; to = await next()) await page.mouse.move(to.x, to.y);
    await page.mouse.up();
  },
});

function touchOf(page: Page, chrome: CDPSession): Pointer {
  const send = (type: "touchStart" | "touchMove" | "touchEnd", at: readonly Point[]) => chrome.send("Input.dispatchTouchEvent", { type, touchPoints: [...at] });
  const stroke = async (points: readonly Point[]) => {
    for (const [i, point] of points.entries()) {
      await send(i === 0 ? "touchStart" : "touchMove", [point]);
      await page.waitForTimeout(STROKE_MS);
    }
    // A finger that is lifted while it moves flings, and the next tap would only stop the fling.
    await page.waitForTimeout(REST_MS);
    await send("touchMove", [points.at(-1)!]);
    await send("touchEnd", []);
    await page.waitForTimeout(REST_MS);
  };
  return {
    press: ({ x, y }) => page.touchscreen.tap(x, y),
    scroll: ({ x, y }, down) => {
      const distance = Math.max(-LONGEST_SWIPE, Math.min(LONGEST_SWIPE, down + Math.sign(down) * SLOP));
      return stroke(Array.from({ length: 13 }, (_, i) => ({ x, y: y - (distance * i) / 12 })));
    },
    stroke,
    async drag(from, next) {
      await send("touchStart", [from]);
      for (let to = await next(); to; to = await next()) await send("touchMove", [to]);
      await send("touchEnd", []);
      await page.waitForTimeout(REST_MS);
    },
  };
}

/** The longest swipe, and the distance that a finger moves before anything scrolls, in pixels. */
const LONGEST_SWIPE = 350;
const SLOP = 15;

/** The width of a slider's thumb in pixels, and the number of bisections of its track for a value. */
const THUMB = 18;
const HALVINGS = 9;

function byPointer(page: Page, pointer: Pointer): Hand {
  const bringIntoSight = async (target: Locator): Promise<DOMRect> => {
    await untilUsable(target);
    for (let tries = 0; tries < 30; tries++) {
      const next = await target.evaluate(nextScroll);
      if (next.kind === "there") return next.box as DOMRect;
      if (next.kind === "covered") {
        if (tries > 10) throw new Error(`${String(target)} lies under ${next.by}`);
        await page.waitForTimeout(200); // a notice may disappear, and a column may still move
      } else await pointer.scroll(next.at, next.down);
      await page.waitForTimeout(150);
    }
    throw new Error(`${String(target)} cannot be scrolled into sight`);
  };
  const middle = ({ x, y, width, height }: DOMRect): Point => ({ x: x + width / 2, y: y + height / 2 });
  return {
    tabs: null,
    press: async (target) => pointer.press(middle(await bringIntoSight(target))),
    choose: async (radios) => pointer.press(middle(await bringIntoSight(radios.first()))),
    async draw(_, points, area) {
      const { y, height } = await bringIntoSight(area);
      const places: Point[] = [];
      for (let i = 0; i < await points.count(); i++) {
        const { x, width } = (await points.nth(i).boundingBox())!;
        places.push({ x: x + width / 2, y: y + height * (i % 2 ? 0.3 : 0.6) });
      }
      const scrolled = () => page.evaluate(() => [scrollX, scrollY, ...[...document.querySelectorAll(".page__column")].map((column) => column.scrollTop)].join());
      const before = await scrolled();
      await pointer.stroke(places);
      if (await scrolled() !== before) throw new Error("the page scrolled under the stroke");
    },
    async write(field, text) {
      await pointer.press(middle(await bringIntoSight(field)));
      await page.keyboard.type(text); // a phone has an on-screen keyboard
    },
    async slide(slider, value) {
      const { x, y, width, height } = await bringIntoSight(slider);
      const read = () => slider.evaluate((element: HTMLInputElement) => ({
        now: Number.parseFloat(element.getAttribute("aria-valuetext") ?? ""),
        share: (element.valueAsNumber - Number(element.min)) / (Number(element.max) - Number(element.min)),
      }));
      const at = (share: number): Point => ({ x: x + THUMB / 2 + share * (width - THUMB), y: y + height / 2 });
      let [low, high] = [0, 1];
      let [tries, held] = [0, (await read()).share];
      await pointer.drag(at(held), async () => {
        if (tries > 0) {
          const { now } = await read();
          if (now === value || tries > HALVINGS) return null;
          if (now < value) low = held;
          else high = held;
        }
        tries++;
        held = (low + high) / 2;
        return at(held);
      });
    },
  };
}

type NextScroll =
  | { readonly kind: "there"; readonly box: Pick<DOMRect, "x" | "y" | "width" | "height"> }
  | { readonly kind: "covered"; readonly by: string }
  | { readonly kind: "scroll"; readonly at: Point; readonly down: number };

/** Runs in the page. Returns what to scroll next, outer containers first, to bring the element's middle into view. */
function nextScroll(element: Element): NextScroll {
  const scrollers: Element[] = [];
  for (let above = element.parentElement; above; above = above.parentElement) {
    if (above !== document.documentElement && above.scrollHeight > above.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(above).overflowY)) scrollers.unshift(above);
  }
  // Fixed bars cover the edges.
  let sight = { top: 60, bottom: innerHeight - 60, left: 0, right: innerWidth };
  for (const [i, inner] of [...scrollers, element].entries()) {
    const box = inner.getBoundingClientRect();
    const at = { x: sight.right - sight.left > 100 ? sight.left + 10 : (sight.left + sight.right) / 2, y: (sight.top + sight.bottom) / 2 };
    const middle = box.top + box.height / 2;
    const [from, to] = inner === element ? [middle, middle] : [box.top, box.bottom];
    if (to - from > sight.bottom - sight.top ? from > at.y || to < at.y : from < sight.top || to > sight.bottom) {
      if (i > 0 || document.scrollingElement!.scrollHeight > innerHeight) return { kind: "scroll", at, down: Math.round((from + to) / 2 - at.y) };
    }
    if (inner !== element) {
      sight = { top: Math.max(sight.top - 60, box.top) + 10, bottom: Math.min(innerHeight, box.bottom) - 10, left: Math.max(0, box.left), right: Math.min(innerWidth, box.right) };
    }
  }
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  const label = element.closest("label");
  if (top === element || element.contains(top) || label?.contains(top) || top?.contains(element)) return { kind: "there", box: { x, y, width, height } };
  // A bar at the bottom of the column covers what is just above its end.
  const column = scrollers.at(-1);
  if (column?.contains(top) && column.scrollTop + column.clientHeight < column.scrollHeight - 1) {
    return { kind: "scroll", at: { x: sight.left + 10, y: (sight.top + sight.bottom) / 2 }, down: Math.round(2 * height) };
  }
  return { kind: "covered", by: top ? `${top.tagName} ${top.className} ${top.textContent.slice(0, 60)}` : "nothing" };
}
