/** axe finds no serious problem: light, dark, on a phone, in all languages, and with EXHAUSTIVE in lecture mode. data.spec.ts has the page with an error. */
import { seriousFindings, smallTargets } from "./axe";
import { expect, testOnOnePage as test, type Room } from "./room";

const vae = "preset=first-vae&hidden=16&batch=16&backend=wasm";
const many = "preset=twenty-dimensions&hidden=16&batch=16&backend=wasm";
const cgan = "preset=first-cgan&hidden=16&batch=16&backend=wasm";

/** An experiment, and the states in which it is examined without opening it again. */
interface Looks {
  readonly name: string;
  readonly fragment: string;
  readonly looks: readonly Look[];
}
interface Look {
  readonly dark?: boolean;
  readonly phone?: boolean;
}
const light: Look = {};
const dark: Look = { dark: true };
const phone: Look = { phone: true };
const darkPhone: Look = { dark: true, phone: true };

/** Each group opens one page for all its views. The first group has notices, a panel, a phone and the other language; the others are exhaustive. */
const views: Readonly<Record<string, readonly Looks[]>> = {
  "a look at each": [
    { name: "notices", fragment: `${vae}&latnet=3&beta=NaN`, looks: [light] },
    { name: "cGAN, Chinese, Play", fragment: `${cgan}&room=play&lang=zh-CN`, looks: [dark] },
    { name: "fill in", fragment: "preset=half-a-digit&hidden=16&batch=16&backend=wasm&room=lab", looks: [darkPhone] },
    { name: "follow, verdict", fragment: `${cgan}&view=follow&part=judged`, looks: [dark] },
  ],
  maps: [
    { name: "VAE", fragment: vae, looks: [light, dark, phone] },
    { name: "cGAN", fragment: cgan, looks: [light, dark] },
    { name: "two runs", fragment: `${vae}&compare=beta:4`, looks: [light, darkPhone] },
    { name: "notices", fragment: `${vae}&latnet=3&beta=NaN`, looks: [light, darkPhone] },
  ],
  Play: [
    { name: "VAE", fragment: `${vae}&room=play`, looks: [light, darkPhone] },
    { name: "cGAN, Chinese", fragment: `${cgan}&room=play&lang=zh-CN`, looks: [dark] },
  ],
  instruments: [
    { name: "traverse", fragment: `${many}&view=traverse`, looks: [light] },
    { name: "between", fragment: `${many}&view=between`, looks: [dark] },
    { name: "between, GAN", fragment: `${cgan}&view=between`, looks: [phone] },
    { name: "arithmetic", fragment: `${many}&view=arithmetic`, looks: [light] },
    { name: "fill in", fragment: "preset=half-a-digit&hidden=16&batch=16&backend=wasm", looks: [light, darkPhone] },
  ],
  following: [
    { name: "follow", fragment: `${vae}&view=follow`, looks: [light, darkPhone] },
    { name: "follow, verdict", fragment: `${cgan}&view=follow&part=judged`, looks: [dark] },
    { name: "follow, terms", fragment: `${vae}&view=follow&part=terms&follow=40`, looks: [light] },
  ],
  "lecture mode": [
    { name: "VAE", fragment: `${vae}&present=1`, looks: [light] },
    { name: "cGAN", fragment: `${cgan}&present=1`, looks: [dark] },
    { name: "arithmetic", fragment: `${many}&view=arithmetic&present=1`, looks: [dark] },
  ],
  Spanish: [
    { name: "cGAN", fragment: `${cgan}&lang=es`, looks: [light, darkPhone] },
    { name: "lesson", fragment: "lesson=elbo-terms&lang=es", looks: [light] },
  ],
  Chinese: [
    { name: "VAE", fragment: `${vae}&lang=zh-CN`, looks: [light] },
    { name: "cGAN", fragment: `${cgan}&lang=zh-CN`, looks: [darkPhone] },
  ],
};

async function lookAt(room: Room, { dark = false, phone = false }: Look): Promise<void> {
  await room.page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
  await room.page.setViewportSize(phone ? { width: 390, height: 844 } : { width: 1280, height: 720 });
}

async function expectNothingSerious(room: Room, looks: readonly Look[], name = ""): Promise<void> {
  for (const look of looks) {
    await lookAt(room, look);
    expect(await seriousFindings(room), `${name} ${JSON.stringify(look)}`).toEqual([]);
  }
}

for (const [at, [group, shown]] of Object.entries(views).entries()) {
  test(group, at === 0 ? {} : { tag: "@exhaustive" }, async ({ room }) => {
    await room.visit(shown[0]!.fragment);
    for (const { name, fragment, looks } of shown) {
      await lookAt(room, looks[0]!);
      await room.openByHandle(fragment);
      await room.trainSteps(20);
      await expectNothingSerious(room, looks, name);
    }
  });
}

test("measurements", { tag: "@exhaustive" }, async ({ room }) => {
  await lookAt(room, light);
  await room.open(vae);
  await room.page.getByRole("button", { name: "Measure", exact: true }).click();
  await room.page.getByRole("button", { name: "Run: Codes" }).click();
  await expect(room.page.getByText("active units")).toBeVisible();
  await expectNothingSerious(room, [light, dark]);
});

test("the check of the machine", { tag: "@exhaustive" }, async ({ room }) => {
  await lookAt(room, light);
  await room.open(vae);
  await room.page.evaluate(() => window.elboRoom.checkMachine({ backends: ["wasm", "webgpu"], models: ["vae"] }));
  const dialog = room.page.getByRole("dialog", { name: "Check this machine" });
  await dialog.getByText("WASM, in detail").click();
  await expect(dialog.getByRole("table", { name: "Comparisons" })).toBeVisible();
  for (const look of [light, darkPhone]) {
    await expectNothingSerious(room, [look]);
    const { scrollWidth, clientWidth } = await dialog.evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth).toBe(clientWidth);
  }
});

test("single-character keys can be turned off, which is remembered, and on again", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(vae);
  const { page } = room;
  const useLetters = async (on: boolean) => {
    await room.openTools();
    await page.getByRole("button", { name: "? keys" }).click();
    await page.getByRole("checkbox", { name: /Single-character keys/ }).setChecked(on);
    await page.keyboard.press("Escape");
  };
  const presents = page.locator("html[data-present]");
  await useLetters(false);
  expect(await page.evaluate(() => localStorage.getItem("elbo-room.character-keys"))).toBe("off");
  await page.keyboard.press("p");
  await page.keyboard.press("ArrowRight"); // the arrow keys still work
  await expect.poll(async () => (await room.info()).z[0]).toBeCloseTo(0.1);
  await expect(presents).toHaveCount(0);
  await useLetters(true);
  await page.keyboard.press("p");
  await expect(presents).toHaveCount(1);
  await page.keyboard.press("p");
});

test("panels form an outline, contractual names exist, and settings take typed numbers", async ({ room }) => {
  await room.open(vae);
  await room.trainSteps(30);
  await test.step("an outline, and a chart with a sentence that is not announced", () => expectOutline(room));
  await test.step("the contractual names", () => expectContractualNames(room));
  await test.step("typed numbers; of other text the setting says why it is none, and keeps its number", () => expectTypedNumbers(room));
});

async function expectTypedNumbers(room: Room): Promise<void> {
  const beta = room.page.getByRole("textbox", { name: /KL weight/ });
  await beta.fill("3.7");
  await beta.press("Enter");
  await expect.poll(async () => (await room.info()).hyperparameters["beta"]).toBe(3.7);
  await beta.fill("99");
  await beta.blur();
  await expect(beta).toHaveValue("40");
  await beta.fill("many");
  await beta.press("Enter");
  await expect(beta).toHaveAccessibleDescription("Type a number, for example 0.5.");
  expect((await room.info()).hyperparameters["beta"]).toBe(40);
  await beta.press("Escape");
  await expect(beta).toHaveValue("40");
}

async function expectOutline(room: Room): Promise<void> {
  for (const name of ["Model", "Settings", "Equation", "Loss chart", "Samples from fixed random codes", "Latent space"]) {
    await expect(room.page.getByRole("heading", { level: 2, name, exact: true })).toHaveCount(1);
  }
  const chart = room.page.getByRole("figure", { name: "Loss chart" });
  await expect(chart).toHaveAccessibleDescription(/^At step 30: total [\d.,]+, falling; reconstruction /);
  expect(await chart.locator("[aria-live]").count()).toBe(0);
}

test("by keyboard the focus is never lost: the first button skips the header, Reset keeps it, buttons that disappear pass it on, a comparison takes it and gives it back, Escape leaves its set-up, and menu and lecture mode give it back", async ({ room }) => {
  await room.open(vae);
  const { page } = room;
  const press = async (name: string | RegExp) => {
    await page.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  await expect(page.locator("#root :is(a[href], button, input, select)").first()).toHaveAccessibleName("Skip to the main content");
  await press("Skip to the main content");
  await expect(page.getByRole("main")).toBeFocused();
  await room.trainSteps(5);
  await page.evaluate(() => window.elboRoom.rewind(3));
  await press("Back to now");
  await expect(page.getByRole("slider", { name: "Displayed step" })).toBeFocused();
  await press("Reset");
  await expect.poll(async () => (await room.info()).step).toBe(0);
  await expect(room.train).toBeEnabled();
  await expect(page.getByRole("button", { name: "Reset", exact: true })).toBeFocused();
  const [open, title] = [page.getByRole("button", { name: "Compare two runs…" }), page.getByRole("heading", { name: "Two runs" })];
  await press("Compare two runs…");
  await expect(title).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(open).toBeFocused();
  await press("Compare two runs…");
  await press("Begin both");
  await expect(page.getByRole("button", { name: "End", exact: true })).toBeVisible();
  await expect(title).toBeFocused();
  await press("End");
  await expect(open).toBeFocused();
  await press("More tools");
  await press("? Keys");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More tools" })).toBeFocused();
  await press("Present");
  await page.getByRole("button", { name: "Leave lecture mode" }).press("Enter");
  await expect(page.getByRole("button", { name: "Present", exact: true })).toBeFocused();
  await press("Change back");
  await expect(page.locator(".changed")).toBeFocused();
});

test("during training nothing is announced but the run's state: not the difference of two runs, not a GAN's classes after an epoch, which come when it rests", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open(`${vae}&compare=beta:4`);
  await page.evaluate(() => {
    const said: string[] = [];
    const LIVE = "output, [role=status]:not([aria-live=off]), [role=alert], [aria-live=polite], [aria-live=assertive]";
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
        if (region?.textContent.trim() && (addedNodes.length > 0 || target instanceof Text)) said.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { said });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0)); // as set above
  await room.trainSteps(60);
  expect(new Set(await said())).toEqual(new Set(["Training", "Paused"]));
  await room.openByHandle("model=gan&hidden=16&batch=512&backend=wasm");
  await said();
  await room.train.click();
  await expect.poll(async () => (await room.info()).afterEpochs.length, { timeout: 120_000 }).toBeGreaterThan(0);
  expect((await said()).join()).not.toMatch(/clear|class/);
  await room.pause.click();
  await expect.poll(async () => (await said()).join(), { timeout: 10_000 }).toMatch(/clear|class/);
});

test("at 320 pixels neither a lesson, a study, an exercise nor two runs are wider than the window, in all languages", async ({ room }) => {
  await room.page.setViewportSize({ width: 320, height: 640 });
  await room.visit(vae);
  for (const more of ["lesson=elbo-terms", "study=rate-distortion", "exercise=reparameterise", "compare=beta:4", "room=play", "lesson=elbo-terms&lang=zh-CN", "lesson=elbo-terms&lang=es"]) {
    await room.openByHandle(`${vae}&${more}`);
    await expect(room.page.locator("main .later")).toHaveCount(0);
    expect(await room.page.evaluate(() => document.documentElement.scrollWidth), more).toBe(320);
  }
});

test("with forced colours tracks and selections stay visible; with more contrast, contrast is higher", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open(cgan);
  const styleOf = (selector: string, property: string) =>
    page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  const line = await styleOf("html", "--line");
  await page.emulateMedia({ contrast: "more" });
  expect(await styleOf("html", "--line")).not.toBe(line);
  await page.emulateMedia({ contrast: null, forcedColors: "active" });
  expect(await styleOf(".setting input[type=range]", "forced-color-adjust")).toBe("none");
  expect(await styleOf(".select", "background-image")).toContain("gradient");
  const [chosen, other] = [":checked + span", ":not(:checked) + span"].map((it) => `.class-picker__tile input${it}`);
  expect(await styleOf(chosen!, "background-color")).not.toBe(await styleOf(other!, "background-color"));
  await room.openByHandle("model=vae-gan&latent=8&batch=16&backend=wasm");
  expect(await styleOf(".katex-accent", "forced-color-adjust")).toBe("none"); // otherwise the accent's background covers the letter
  await room.openByHandle(`${vae}&lesson=elbo-terms`);
  expect(await styleOf(".lesson__rail [data-at=here]", "background-color")).not.toBe(await styleOf(".lesson__rail [data-at=ahead]", "background-color"));
  const [pressed, unpressed] = ["true", "false"].map((it) => `.guess__tabs [aria-pressed=${it}]`);
  expect(await styleOf(pressed!, "background-color")).not.toBe(await styleOf(unpressed!, "background-color"));
});

test("every target has 24 pixels or enough space around it on a laptop", { tag: "@exhaustive" }, async ({ room }) => {
  await room.visit();
  await room.page.setViewportSize({ width: 1280, height: 720 });
  for (const fragment of [vae, many, cgan, "preset=hundred-labels&hidden=16&batch=16&backend=wasm", `${vae}&room=play`, `${vae}&present=1`]) {
    await room.openByHandle(fragment);
    await room.trainSteps(2);
    expect({ fragment, small: await smallTargets(room) }).toEqual({ fragment, small: [] });
  }
});

test("no text is smaller than 12 pixels", { tag: "@exhaustive" }, async ({ room }) => {
  await room.visit();
  for (const [fragment, width, height] of [[vae, 1280, 720], [`${cgan}&present=1`, 1024, 768], [cgan, 390, 844]] as const) {
    await room.page.setViewportSize({ width, height });
    await room.openByHandle(fragment);
    const small = await room.page.evaluate(() => [...document.querySelectorAll("#root *")].flatMap((element) => {
      const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      const size = parseFloat(getComputedStyle(element).fontSize);
      const counts = says && size < 11.99 && element.checkVisibility() && !element.closest(".katex, svg, option");
      return counts && element.getBoundingClientRect().width > 1 && size > 0 ? [`${element.className} ${size}`] : [];
    }));
    expect(small, fragment).toEqual([]);
  }
});

async function expectContractualNames({ page, status, latentSpace, decoded }: Room): Promise<void> {
  for (const name of ["Train", "Step", "Reset", "Copy link"]) {
    await expect(page.getByRole("button", { name, exact: true })).toBeVisible();
  }
  for (const name of ["Model", "Preset"]) {
    await expect(page.getByRole("combobox", { name, exact: true })).toHaveCount(1);
  }
  await expect(status).toBeVisible();
  await expect(page.getByRole("figure", { name: "Loss chart" })).toBeVisible();
  await expect(page.getByRole("figure", { name: "Loss chart" }).locator("table")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Equation" })).toBeVisible();
  for (const name of ["z1", "z2"]) {
    await expect(latentSpace.getByRole("slider", { name, exact: true })).toBeVisible();
  }
  await expect(decoded).toBeVisible();
  await expect(decoded).toHaveAccessibleDescription(/^z = \(0\.00, 0\.00\)$/);
}
