/** Ways into one room: the bare address opens Play, links open the Lab as they always did, and the run goes on from one to the other. */
import { expect, test } from "./room";

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
