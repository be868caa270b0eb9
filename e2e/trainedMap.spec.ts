/** Before training, Play shows the map of a finished run, which can be dragged at once; training replaces it by the reader's own. */
import { expect, test, type Room } from "./room";

const heading = ({ page }: Room) => page.getByRole("heading", { name: "Where training leads" });
const chart = ({ page }: Room) => page.getByRole("figure", { name: "Loss chart" });

test("a visitor drags through digits before training, trains from step 0, and sees the finished map again after a reset", async ({ room, page }) => {
  await room.open("");
  await expect(heading(room)).toBeVisible();
  await expect(chart(room)).toHaveCount(0);
  const middle = await room.picture();
  const { x, y, width, height } = await room.map();
  expect(width).toBeGreaterThan(500);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 0.95 * width, y + 0.9 * height, { steps: 5 });
  await page.mouse.up();
  const [across = 0, up = 0] = (await room.info()).z;
  expect(across).toBeCloseTo(2.7, 1);
  expect(up).toBeCloseTo(-2.4, 1);
  const corner = await room.picture();
  expect(corner).not.toBe(middle);
  await room.latentSpace.getByRole("slider").first().press("Home");
  await expect.poll(() => room.picture()).not.toBe(corner);
  expect(await room.info()).toMatchObject({ step: 0, phase: "ready" });
  await room.trainSteps(1);
  await expect(heading(room)).toHaveCount(0);
  await expect(chart(room)).toBeVisible();
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(heading(room)).toBeVisible();
});

test("a class has a map of its own", async ({ room, page }) => {
  await room.open("preset=class-as-a-knob&room=play");
  await expect(heading(room)).toBeVisible();
  const three = await room.picture();
  await page.getByRole("radio", { name: "7" }).check({ force: true });
  await expect.poll(() => room.picture()).not.toBe(three);
  expect((await room.info()).fragment).toContain("class=7");
});

test("an experiment of which there is no finished map shows its own, as does a visit that cannot load it", { tag: "@exhaustive" }, async ({ room, page }) => {
  await room.open("preset=first-vae&beta=2&room=play");
  await expect(chart(room)).toBeVisible();
  await expect(heading(room)).toHaveCount(0);
  await page.route("**/trained/*-map.bin", (route) => route.fulfill({ status: 200, body: "<html></html>" }));
  await room.openByHandle("preset=first-vae&room=play");
  await expect(room.latentSpace).toBeVisible();
  await expect(page.getByText("Every point of the map is a code z")).toBeVisible();
  await expect(heading(room)).toHaveCount(0);
});
