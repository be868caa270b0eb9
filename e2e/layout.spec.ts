/** One screen at 1280 × 720, stacked on a phone, and nothing moves while it trains. */
import { expect, testOnOnePage as test } from "./room";

declare global {
  interface Window {
    /** The sizes of layout shifts since the test began to record them. */
    shifts: number[];
  }
}

const vae = "preset=first-vae&hidden=32&batch=32&backend=wasm";
const many = "preset=twenty-dimensions&hidden=32&batch=32&backend=wasm";
const cgan = "preset=first-cgan&hidden=32&batch=32&backend=wasm";

const overflow = () => ({
  across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  down: document.documentElement.scrollHeight - document.documentElement.clientHeight,
});

/** The two models with the most terms, and one whose input is half an image. */
const others = {
  acgan: "model=acgan&hidden=32&batch=32&backend=wasm",
  "vae-gan": "model=vae-gan&latent=8&batch=16&backend=wasm",
  "completion-cgan": "model=completion-cgan&hidden=32&batch=32&backend=wasm",
};

/** The models with the longest formula and with the class picker: a layout that fits them fits the others. */
const widest = { cgan, "vae-gan": others["vae-gan"] };

interface View {
  readonly name: string;
  readonly fragment: string;
  /** Whether the view is also tested 390 pixels wide. */
  readonly phone?: boolean;
  /** The data are points: there is no decoded image. */
  readonly points?: boolean;
}
const alsoOnPhones = ([name, fragment]: readonly [string, string]): View => ({ name, fragment, phone: true });

/**
 * Views that fit into 1280 × 720 without scrolling. Each group opens one page for all its views. The first group has the largest of
 * each kind; the others are exhaustive. present.spec.ts has lecture mode on more screens.
 */
const views: Readonly<Record<string, readonly View[]>> = {
  "the largest": [
    { name: "vae-gan", fragment: others["vae-gan"], phone: true },
    { name: "completion-cgan", fragment: others["completion-cgan"], phone: true },
    { name: "traverse", fragment: `${many}&view=traverse` },
    { name: "64 dimensions of points", fragment: "model=gan&data=ring&hidden=32&batch=32&backend=wasm", points: true },
    { name: "cgan", fragment: `${cgan}&lang=zh-CN`, phone: true },
  ],
  "in English": [
    ...Object.entries({ vae, cgan, ...others, many }).map(alsoOnPhones),
    ...([["traverse", `${many}&view=traverse`], ["between, cgan", `${cgan}&view=between`]] as const).map(alsoOnPhones),
  ],
  "in Play": [
    ...([["vae", vae], ["cgan", cgan], ["many", many]] as const).map(([name, fragment]) => alsoOnPhones([name, `${fragment}&room=play`])),
  ],
  "in Spanish": Object.entries(widest).map(([name, fragment]) => alsoOnPhones([name, `${fragment}&lang=es`])),
  "in Chinese": Object.entries(widest).map(([name, fragment]) => alsoOnPhones([name, `${fragment}&lang=zh-CN`])),
  "in lecture mode": [
    ...Object.entries(widest).map(([name, fragment]) => ({ name, fragment: `${fragment}&present=1` })),
    { name: "arithmetic", fragment: `${many}&view=arithmetic&present=1` },
  ],
};

for (const [at, [group, shown]] of Object.entries(views).entries()) {
  test(`${group}: 1280 × 720 without scrolling, 390 px without scrolling sideways`, at === 0 ? {} : { tag: "@exhaustive" }, async ({ room }) => {
    await room.visit(shown[0]!.fragment);
    for (const { name, fragment, phone, points } of shown) {
      await room.page.setViewportSize({ width: 1280, height: 720 });
      await room.openByHandle(fragment);
      await room.trainSteps(10);
      expect(await room.page.evaluate(overflow), name).toEqual({ across: 0, down: 0 });
      if (!fragment.includes("lang=")) { // the contractual names are English
        const parts = [
          room.status, room.train, ...(points ? [] : [room.decoded]),
          room.page.getByRole("region", { name: "Equation" }), room.page.getByRole("figure", { name: "Loss chart" }),
        ];
        for (const part of parts) await expect(part, name).toBeInViewport({ ratio: 0.99 });
      }
      if (phone) {
        await room.page.setViewportSize({ width: 390, height: 844 });
        await expect.poll(async () => (await room.page.evaluate(overflow)).across, { message: name }).toBe(0);
      }
    }
  });
}

test("many settings scroll, and the elements below them stay visible", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=vae&likelihood=gaussian&latent=5&hidden=32&batch=32&lr=0.002&beta=2&backend=wasm");
  const save = room.page.getByRole("button", { name: "Save and load" });
  await expect(save).toBeInViewport({ ratio: 1 });
  const seed = room.page.getByRole("textbox", { name: "Seed" });
  await seed.focus();
  await expect(seed).toBeInViewport({ ratio: 1 });
  await expect(save).toBeInViewport({ ratio: 1 });
  const [above, below] = [(await seed.boundingBox())!, (await save.boundingBox())!];
  expect(above.y + above.height).toBeLessThanOrEqual(below.y);
});

/**
 * What is in view: controls, where a setting's slider and field, a row of radio buttons, and a row that the arrow keys walk (classes, terms, samples)
 * count once; and of texts outside formulas and drawings, the sizes of type and the combinations of size, weight, family and colour.
 */
const inView = () => {
  const isInView = (element: Element) => {
    const rect = element.getBoundingClientRect();
    const box = { left: Math.max(rect.left, 0), top: Math.max(rect.top, 0), right: Math.min(rect.right, innerWidth), bottom: Math.min(rect.bottom, innerHeight) };
    for (let one = element.parentElement; one; one = one.parentElement) {
      const { overflow, clipPath } = getComputedStyle(one);
      if (clipPath !== "none") return false;
      if (overflow === "visible") continue;
      const edge = one.getBoundingClientRect();
      box.left = Math.max(box.left, edge.left);
      box.top = Math.max(box.top, edge.top);
      box.right = Math.min(box.right, edge.right);
      box.bottom = Math.min(box.bottom, edge.bottom);
    }
    return box.right - box.left > 3 && box.bottom - box.top > 3 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const controls = new Set<unknown>();
  for (const element of document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]")) {
    if (element instanceof HTMLInputElement && element.type === "radio") {
      if (isInView(element.parentElement!)) controls.add(element.name);
    } else if (isInView(element) && element.tabIndex >= 0) controls.add(element.closest(".setting, .latent__slider") ?? element);
  }
  const [sizes, styles, edges] = [new Set<string>(), new Set<string>(), new Set<number>()];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement!;
    if (text.textContent!.trim() === "" || element.closest("svg, sub, sup, option, .katex, .equation__number, .equation__weight, .latent__pad") || !isInView(element)) continue;
    const { fontSize, fontWeight, fontFamily, color } = getComputedStyle(element);
    sizes.add(fontSize);
    styles.add([fontSize, fontWeight, fontFamily, color].join(" "));
    const range = document.createRange();
    range.selectNodeContents(text);
    edges.add(Math.round(range.getBoundingClientRect().left));
  }
  return { controls: controls.size, sizes: sizes.size, styles: styles.size, edges: edges.size };
};

test("a calm Lab at 1280 × 720: at most 60 controls, 5 sizes of type and 20 styles of text", { tag: "@exhaustive" }, async ({ room }) => {
  await room.page.setViewportSize({ width: 1280, height: 720 });
  await room.open(vae);
  for (const fragment of [vae, cgan, ...Object.values(others)]) {
    await room.openByHandle(fragment);
    await room.trainSteps(5);
    const seen = await room.page.evaluate(inView);
    expect.soft(seen.controls, fragment).toBeLessThanOrEqual(60);
    expect.soft(seen.sizes, fragment).toBeLessThanOrEqual(5);
    expect.soft(seen.styles, fragment).toBeLessThanOrEqual(20);
    if (process.env["COUNTS"]) console.log(fragment, seen);
  }
});

test("the header fits a window of any width", { tag: "@exhaustive" }, async ({ room }) => {
  await room.visit(vae);
  await room.trainSteps(10);
  for (const width of [1201, 1024, 961, 600, 360, 320, 195]) { // the widths just above those at which parts are omitted or stacked, and a phone's with type twice as large
    await room.page.setViewportSize({ width, height: 720 });
    await expect.poll(async () => (await room.page.evaluate(overflow)).across, { message: `${width} px` }).toBe(0);
  }
});

test("small laptops: the loss chart has 200 pixels, and the elements around the map neither overlap nor leave a gap", async ({ room }) => {
  const box = async (selector: string) => (await room.page.locator(selector).boundingBox())!;
  await room.open(cgan);
  for (const fragment of [cgan, vae]) {
    await room.openByHandle(fragment);
    for (const [width, height, least] of [[1280, 720, 200], [1366, 768, 200], [1024, 768, 150]] as const) {
      await room.page.setViewportSize({ width, height });
      const where = `${fragment} at ${width} × ${height}`;
      await expect.poll(async () => (await box(".loss-chart__stage")).height, { message: where }).toBeGreaterThanOrEqual(least);
      const [pad, legend, zoom, decoded] = [await box(".latent__map"), await box(".latent__legend"), await box(".latent__range"), await box(".decoded")];
      const [chart, pictures] = [await box(".loss-chart"), await box(".page__samples")];
      const above = pictures.x > pad.x + pad.width ? chart : legend; // small windows have the pictures below the map
      expect(above.y + above.height, where).toBeLessThanOrEqual(pictures.y);
      const [head, last] = [await box(".latent__head"), await box(".instrument-switch__one:last-child")];
      expect(last.x + last.width, where).toBeLessThanOrEqual(head.x + head.width);
      expect(zoom.y, where).toBeGreaterThanOrEqual(pad.y + pad.height);
      expect(legend.y - (pad.y + pad.height), where).toBeLessThan(50);
      expect(pad.x + pad.width, where).toBeLessThanOrEqual(decoded.x);
      if (fragment === vae && width === 1280) expect(pad.width, where).toBeGreaterThanOrEqual(460);
    }
  }
  await test.step("of many axes of losses, none is below the edge", async () => {
    await room.page.setViewportSize({ width: 1280, height: 720 });
    await room.openByHandle(others["vae-gan"]);
    await room.trainSteps(1);
    const stage = room.page.locator(".loss-chart__stage");
    await expect.poll(() => stage.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBeLessThanOrEqual(1);
    const heights = () => stage.locator(".u-over").evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
    await expect.poll(async () => (await heights()).filter((height) => height >= 25)).toHaveLength(3);
  });
});

test("names of losses that need many rows, as with other fonts, leave every curve its height, and the chart scrolls", async ({ room }) => {
  await room.page.setViewportSize({ width: 1280, height: 900 });
  await room.open(vae);
  await room.trainSteps(1);
  for (const name of ["Lab", "Play"]) {
    await room.page.getByRole("radio", { name }).check();
    const stage = room.page.locator(".loss-chart__stage");
    await expect(stage.locator(".u-over")).toHaveCount(2);
    await stage.locator(".loss-chart__labels").evaluateAll((all) => all.forEach((labels) => { labels.style.minHeight = "12rem"; }));
    await expect.poll(() => stage.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight), { message: name }).toBe(true);
    await expect.poll(() => stage.locator(".u-over").evaluateAll((all) => Math.min(...all.map(({ clientHeight }) => clientHeight))), { message: name }).toBeGreaterThanOrEqual(25);
  }
});

for (const [name, fragment] of Object.entries({ vae, cgan })) {
  test(`no layout shift while it trains: ${name}`, name === "cgan" ? {} : { tag: "@exhaustive" }, async ({ room }) => {
    await room.open(fragment);
    await room.page.evaluate(async () => {
      await document.fonts.ready;
      const shifts: number[] = [];
      window.shifts = shifts;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: "layout-shift" });
    });
    await room.train.click();
    await expect.poll(async () => (await room.info()).step, { timeout: 30_000 }).toBeGreaterThan(200);
    await room.pause.click();
    const shifts = await room.page.evaluate(() => window.shifts);
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01);
  });
}

test("written from right to left the page is mirrored, except for the map, the formula and the losses", async ({ room }) => {
  await room.open(vae);
  await room.trainSteps(5);
  const places = async () => {
    const left = async (selector: string) => (await room.page.locator(selector).first().boundingBox())!.x;
    const map = await left(".latent__map");
    const ticks = room.page.locator(".latent__ticks--across .latent__tick");
    return {
      train: (await room.train.boundingBox())!.x, map,
      firstTick: (await ticks.first().boundingBox())!.x - map, lastTick: (await ticks.last().boundingBox())!.x - map,
      terms: await Promise.all([0, 1].map(async (term) => (await room.page.locator(".equation__column").nth(term).boundingBox())!.x)),
    };
  };
  const before = await places();
  await room.page.evaluate(() => { document.documentElement.dir = "rtl"; });
  const after = await places();
  expect(before.train).toBeLessThan(before.map);
  expect(after.train).toBeGreaterThan(after.map);
  for (const { firstTick, lastTick, terms: [first, second] } of [before, after]) {
    expect(firstTick).toBeLessThan(lastTick);
    expect(first!).toBeLessThan(second!);
  }
  expect(await room.page.evaluate(overflow)).toEqual({ across: 0, down: 0 });
  await room.page.evaluate(() => { document.documentElement.dir = ""; });
});
