/** Ways into one room: the bare address opens Play, links open the Lab as they always did, and the run goes on from one to the other. */
import { expect, test, type Room } from "./room";

test("a first visit opens Play; the room that was chosen is opened again, and links open theirs", async ({ room, page }) => {
  const play = page.getByRole("radio", { name: "Play" });
  const lab = page.getByRole("radio", { name: "Lab" });
  await room.open("");
  await expect(play).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveCount(0);
  await room.trainSteps(10);
  const { fragment } = await room.info();
  expect(fragment).toBe("preset=first-vae@1&room=play");
  await play.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Learn" })).toBeChecked();
  await expect(page.getByRole("heading", { name: "Lessons" })).toBeVisible();
  await expect(page.getByRole("button", { name: "? keys" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(lab).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Model" })).toBeVisible();
  expect(await room.info()).toMatchObject({ step: 10, room: "lab", fragment: "preset=first-vae@1" });
  await page.goto("about:blank");
  await room.open("");
  await expect(lab).toBeChecked();
  await room.openByHandle(fragment);
  await expect(play).toBeChecked();
  await room.openByHandle("preset=first-vae&present=1");
  expect(await room.info()).toMatchObject({ room: "lab" });
  await expect(lab).toHaveCount(0);
});

/**
 * What can be reached and changed, by name: everything that takes the focus, but for the room switch and the button that unfolds what
 * can be done with the page itself. A row of radio buttons is one, and so is the map with its sliders.
 */
const controls = ({ page }: Room): Promise<string[]> => page.evaluate(() => {
  const reached = [...document.querySelectorAll<HTMLElement>("#root :is(button, a[href], input, select, textarea, summary, [tabindex]:not([tabindex='-1']))")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled") && !element.closest(".room-switch, .header__more"));
  const nameOf = (element: HTMLElement) => element.getAttribute("aria-label") ?? element.textContent;
  return [...new Set(reached.map((element) => nameOf(element.closest<HTMLElement>("[role=radiogroup], [role=group].latent") ?? element)))];
});

test("Play has at most five controls in sight, and Train and the first digit on the first screen", async ({ room, page }) => {
  await room.open("");
  expect(await controls(room)).toEqual(["Preset: A first VAE", "Train", "Latent space"]);
  await room.trainSteps(20);
  expect(await controls(room)).toEqual(["Preset: A first VAE", "Train", "Start again", "Latent space"]);
  for (const part of [room.status, room.decoded, page.getByRole("figure", { name: "Loss chart" }), page.getByRole("region", { name: "Equation" })]) {
    await expect(part).toBeInViewport({ ratio: 0.99 });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(room.train).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("img", { name: /From fixed noise|noise/i }).first()).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole("button", { name: "Preset: A first VAE" }).click();
  await page.getByRole("dialog", { name: "Choose what to play with" }).getByRole("button", { name: /The class as a knob/ }).click();
  await room.trainSteps(2);
  expect(await controls(room)).toEqual(["Preset: The class as a knob", "Train", "Start again", "Class", "Latent space"]);
  expect((await room.info()).room).toBe("play");
});

test("in many dimensions, Play has two sliders along the map's axes", async ({ room, page }) => {
  await room.open("preset=twenty-dimensions&hidden=16&batch=16&backend=wasm&room=play");
  const sliders = room.latentSpace.getByRole("slider");
  await expect(sliders).toHaveCount(2);
  const before = (await room.info()).z;
  await room.latentSpace.getByRole("slider", { name: "across" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await room.info()).z).not.toEqual(before);
});
