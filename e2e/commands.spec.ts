/** Ctrl K lists all commands: they are found by name in all languages and by symbol, carried out by keyboard, and accessible. */
import { seriousFindings } from "./axe";
import { expect, testOnOnePage as test, type Room } from "./room";

const vae = "preset=first-vae&hidden=16&batch=16&backend=wasm";

const dialog = ({ page }: Room) => page.getByRole("dialog", { name: /^(Commands|命令)$/ });
const first = (room: Room) => dialog(room).getByRole("option").first();

/** Opens the list and searches. */
async function find(room: Room, query: string): Promise<void> {
  await room.page.keyboard.press("Control+k");
  await expect(dialog(room).getByRole("combobox")).toBeFocused();
  await expect(dialog(room).getByRole("option", { name: /Copy link|复制链接/ })).toBeVisible();
  await room.page.keyboard.type(query);
}

/** Carries out the first command that is found, which has this name. */
async function carryOut(room: Room, query: string, name: string | RegExp): Promise<void> {
  await find(room, query);
  await expect(first(room)).toHaveAccessibleName(name);
  await expect(first(room)).toHaveAttribute("aria-selected", "true");
  await room.page.keyboard.press("Enter");
  await expect(dialog(room)).toBeHidden();
}

test("actions, settings and measurements by keyboard; the focus returns", async ({ room, page }) => {
  await room.open(vae);
  const copy = page.getByRole("button", { name: "Copy link" });
  await copy.focus();
  await test.step("it trains and pauses; Escape and Ctrl K close it", async () => {
    await carryOut(room, "train", /^Train/);
    await expect.poll(async () => (await room.info()).phase).toBe("training");
    await expect(copy).toBeFocused();
    await carryOut(room, "暂停", /^Pause/);
    await expect.poll(async () => (await room.info()).phase).toBe("paused");
    for (const key of ["Escape", "Control+k"]) {
      await find(room, "zzz");
      await expect(dialog(room).getByRole("status")).toHaveText("No command matches “zzz”.");
      await page.keyboard.press(key);
      await expect(dialog(room)).toBeHidden();
      await expect(copy).toBeFocused();
    }
  });
  await test.step("arrows choose another command", async () => {
    await find(room, "");
    const selected = dialog(room).getByRole("option", { selected: true });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(selected).toHaveAccessibleName(/^Train to step/);
    await expect(dialog(room).getByRole("combobox")).toHaveAttribute("aria-activedescendant", (await selected.getAttribute("id"))!);
    await page.keyboard.press("Escape");
    await expect(dialog(room)).toBeHidden();
  });
  await test.step("opened again before the browser has said that it was closed, it is empty and has the focus", async () => {
    await find(room, "pause");
    await page.evaluate(() => {
      document.querySelector<HTMLDialogElement>("#command-dialog")!.close();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, cancelable: true }));
    });
    await expect(dialog(room).getByRole("combobox")).toBeFocused();
    await expect(dialog(room).getByRole("combobox")).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(dialog(room)).toBeHidden();
  });
  await test.step("settings by symbol, by name and in Chinese", async () => {
    for (const [query, name] of [["β", "KL weight"], ["kl weight", "KL weight"], ["eta", "learning rate"], ["学习率", "learning rate"]] as const) {
      await carryOut(room, query, new RegExp(name));
      await expect(page.getByRole("slider", { name })).toBeFocused();
    }
    await carryOut(room, "pixels", /pixels/);
    await expect(page.getByRole("radio", { name: "grey" })).toBeFocused();
  });
  await test.step("a form", async () => {
    await carryOut(room, "train to", /^Train to step/);
    const form = page.getByRole("spinbutton", { name: "Train to step" }).or(page.getByRole("textbox", { name: "Train to step" }));
    await expect(form).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(form).toBeHidden();
  });
  await test.step("a measurement", async () => {
    await carryOut(room, "k-nn", /k-NN/);
    const run = page.getByRole("button", { name: /^Run: .*k-NN/ });
    await expect(run).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(run).toBeHidden();
  });
  await test.step("lecture mode has its own commands", async () => {
    await carryOut(room, "present", /^Present/);
    await expect(page.locator("html[data-present]")).toHaveCount(1);
    await carryOut(room, "leave", /^Leave lecture mode/);
    await expect(page.locator("html[data-present]")).toHaveCount(0);
  });
});

test("a preset, a lesson and a room", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open(`${vae}&room=play`);
  await carryOut(room, "latent size", /latent size/);
  await expect(page.getByRole("slider", { name: "latent size" })).toBeFocused(); // in the Lab
  await carryOut(room, "后验坍塌", /Posterior collapse/);
  await expect.poll(async () => (await room.info()).preset).toMatch(/^posterior-collapse@/);
  await carryOut(room, "逐项看 elbo", /term by term/);
  await expect(page.getByRole("heading", { name: "The ELBO, term by term" })).toBeVisible();
  await carryOut(room, "体验", /Play/);
  await expect(page.locator(".page[data-room=play]")).toHaveCount(1);
});

test("it is accessible: groups have names, and axe finds nothing serious", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open(vae);
  await find(room, "");
  for (const name of ["Actions", "Settings", "Presets", "Lessons", "Studies", "Measurements"]) await expect(dialog(room).getByRole("group", { name })).toHaveCount(1);
  for (const [colorScheme, width, height] of [["light", 1280, 720], ["dark", 390, 844]] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    expect(await seriousFindings(room), colorScheme).toEqual([]);
    const { scrollWidth, clientWidth } = await dialog(room).evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth).toBe(clientWidth);
  }
  await page.keyboard.type("zzz");
  expect(await seriousFindings(room)).toEqual([]);
});

test("a frame of another page has no commands", async ({ anotherRoom }) => {
  const frame = await anotherRoom();
  await frame.visit(`${vae}&embed=1`);
  await expect(frame.page.getByRole("button", { name: "Start" })).toBeVisible();
  await frame.page.keyboard.press("Control+k");
  await expect(dialog(frame)).toHaveCount(0);
});
