/** The page trains and shows the right numbers while a browser translates it. */
import { translator } from "../translator";
import { expect, test } from "./room";

const tiny = "model=vae&hidden=16&batch=16&backend=wasm&room=lab";

test("Train, Pause, another model and another room do not end a translated page, and its equation has the present weight", async ({ room }) => {
  await room.open(tiny);
  await room.call(`() => { ${translator("toString")} }`);
  for (let i = 0; i < 2; i++) {
    await room.train.click();
    await room.pause.click();
    await expect.poll(() => room.train.enabled()).toBe(true);
  }
  expect(await room.step()).toBeGreaterThan(0);
  for (const beta of [4, 0.5]) {
    await room.evaluate((link) => window.elboRoom.open(link), `${tiny}&beta=${beta}`);
    await expect.poll(() => room.evaluate(() => document.querySelector(".equation__weight")?.textContent?.trim() ?? "")).toBe(`${beta.toFixed(1)} ×`);
  }
  await room.evaluate((link) => window.elboRoom.open(link), "model=gan&hidden=16&batch=16&backend=wasm&room=lab");
  for (const name of ["Learn", "Play", "Lab"]) await room.part("radio", name).click();
  await room.trainSteps(5);
  expect(await room.evaluate(() => document.body.textContent?.includes("The page has stopped"))).toBe(false);
});
