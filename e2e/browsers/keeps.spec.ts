/** Files and links: a run as a file, an experiment as a link, a film. */
import { readFileSync } from "node:fs";
import { expect, test } from "./room";

test("10 steps, saved, 10 more; loaded elsewhere, 10 more: the same losses", { tag: "@exhaustive" }, async ({ room, anotherRoom }) => {
  await room.open("model=vae&backend=wasm&hidden=32&batch=32&latent=4&seed=7");
  await room.trainSteps(10);
  await room.part("button", "Save and load").click();
  await room.part("button", "Save run").click();
  const file = await room.downloaded("elbo-room-vae-step10.safetensors");
  await room.trainSteps(10);
  const expected = Object.entries(await room.losses()).map(([id, rows]) => [id, rows.filter(([step]) => step > 10)]);

  const other = await anotherRoom();
  await other.open("preset=first-vae&hidden=16&batch=16&backend=wasm");
  await other.tab.upload('input[type="file"][accept=".safetensors,.json"]', file);
  await expect.poll(() => other.step()).toBe(10);
  await expect.poll(() => other.train.enabled()).toBe(true);
  expect(await other.info()).toMatchObject({ seed: 7, hyperparameters: { hidden: 32, latent: 4 } });
  await other.trainSteps(10);
  expect(await other.losses()).toEqual(Object.fromEntries(expected));
});

/** The decoded image from the model, as a tab in the background does not paint. */
const shown = async () => {
  const { z, class: k } = await window.elboRoom.info();
  return { z, k, pixels: Array.from(await window.elboRoom.decode(z, k)) };
};

test("Copy link gives the current experiment, and the link opens it", { tag: "@exhaustive" }, async ({ room, anotherRoom }) => {
  await room.open("preset=first-cgan&backend=wasm&hidden=32&batch=32&latent=3&seed=11&fma=off");
  await room.part("radio", "8").click();
  await expect.poll(() => room.part("radio", "8").checked()).toBe(true);
  await room.part("button", "Copy link").click();
  await expect.poll(() => room.notices.text()).toMatch(/copied/i);
  await room.evaluate(() => {
    const field = document.createElement("textarea");
    document.body.append(field);
    field.focus();
  });
  await room.tab.press("v", "Control");
  const pasted = () => room.evaluate(() => document.querySelector("textarea")!.value);
  await expect.poll(pasted).toContain("class=8");
  const fragment = new URL(await pasted()).hash.slice(1);
  expect(fragment).toBe((await room.info()).fragment);

  const friend = await anotherRoom();
  await friend.open(fragment);
  expect(await friend.info()).toMatchObject({ model: "cgan", seed: 11, class: 8, fma: "off", hyperparameters: { hidden: 32, latent: 3 } });
  expect(await friend.evaluate(shown)).toEqual(await room.evaluate(shown));
});

test("the film of a short training is a WebM file", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("model=vae&backend=wasm&hidden=16&batch=16&room=lab");
  await room.trainSteps(2);
  await room.part("button", "Export: figures, numbers, decoder").click();
  for (const name of ["Film of training", "WebM", "1×"]) await room.part("radio", name).click();
  await room.part("button", "Save").click();
  const file = await room.downloaded(".webm");
  expect(readFileSync(file).readUInt32BE(0)).toBe(0x1a45dfa3); // EBML
});
