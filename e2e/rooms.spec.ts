/** The two rooms: the bare address opens Play, links open the Lab, and the run continues when the room changes. */
import { expect, test, type Room } from "./room";

/**
 * The names of all focusable controls, except the room switch and the button of the page's menu. A row of radio buttons counts as one,
 * and so does the map with its sliders.
 */
const controls = ({ page }: Room): Promise<string[]> => page.evaluate(() => {
  const reached = [...document.querySelectorAll<HTMLElement>("#root :is(button, a[href], input, select, textarea, summary, [tabindex]:not([tabindex='-1']))")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled") && !element.closest(".room-switch, .header__more, .header__skip"));
  const nameOf = (element: HTMLElement) => element.getAttribute("aria-label") ?? element.textContent;
  return [...new Set(reached.map((element) => nameOf(element.closest<HTMLElement>("[role=radiogroup], [role=group].latent") ?? element)))];
});

test("a first visit opens Play, with few controls and Train and the first digit on the first screen; the room that was chosen is opened again, and links open theirs", async ({ room, page }) => {
  const play = page.getByRole("radio", { name: "Play" });
  const lab = page.getByRole("radio", { name: "Lab" });
  await room.open("");
  await expect(play).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveCount(0);
  await test.step("five controls at most", () => expectFewControls(room));
  const { fragment, step } = await room.info();
  expect(fragment).toBe("preset=first-vae@2&room=play");
  await play.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Learn" })).toBeChecked();
  await expect(page.getByRole("heading", { name: "Lessons" })).toBeVisible();
  await room.openTools();
  await expect(page.getByRole("button", { name: "? keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: "Learn" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(lab).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Model" })).toBeVisible();
  expect(await room.info()).toMatchObject({ step, room: "lab", fragment: "preset=first-vae@2" });
  await page.goto("about:blank");
  await room.open("");
  await expect(lab).toBeChecked();
  await room.openByHandle(fragment);
  await expect(play).toBeChecked();
  await test.step("another preset of Play", () => expectAnotherPreset(room));
  await test.step("in many dimensions two sliders along the map's axes", () => expectTwoSliders(room));
  await room.openByHandle("preset=first-vae&present=1");
  expect(await room.info()).toMatchObject({ room: "lab" });
  await expect(lab).toHaveCount(0);
});

async function expectFewControls(room: Room): Promise<void> {
  const { page } = room;
  await expect.poll(() => controls(room)).toEqual(["Preset: A first VAE", "Train", "Latent space"]);
  await room.trainSteps(10);
  await expect.poll(() => controls(room)).toEqual(["Preset: A first VAE", "Train", "Start again", "Latent space"]);
  for (const part of [room.status, room.decoded, page.getByRole("figure", { name: "Loss chart" }), page.getByRole("region", { name: "Equation" })]) {
    await expect(part).toBeInViewport({ ratio: 0.99 });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(room.train).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("img", { name: /Samples from fixed/ }).first()).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setViewportSize({ width: 1280, height: 720 });
}

async function expectAnotherPreset(room: Room): Promise<void> {
  const { page } = room;
  await page.getByRole("button", { name: "Preset: A first VAE" }).click();
  await page.getByRole("dialog", { name: "Choose a preset" }).getByRole("button", { name: /The class as a knob/ }).click();
  await room.trainSteps(2);
  await expect.poll(() => controls(room)).toEqual(["Preset: The class as a knob", "Train", "Start again", "Class", "Latent space"]);
  expect((await room.info()).room).toBe("play");
}

async function expectTwoSliders(room: Room): Promise<void> {
  await room.openByHandle("preset=twenty-dimensions&hidden=16&batch=16&backend=wasm&room=play");
  await expect(room.latentSpace.getByRole("slider")).toHaveCount(2);
  const before = (await room.info()).z;
  await room.latentSpace.getByRole("slider", { name: "across" }).focus();
  await room.page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await room.info()).z).not.toEqual(before);
}
