/** A run trained by the command `elbo-room` is the page's own, bit for bit, and the page continues it. The command collects what the page saved. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { expect, testOnOnePage as test } from "./room";

for (const model of ["vae", "cgan"]) {
  test(`${model}: 20 steps in Node give the bytes that the page saves, and continue here with the same losses`, { tag: "@exhaustive" }, async ({ room }, info) => {
    const link = `model=${model}&hidden=32&batch=32&latent=4&seed=7`;
    const file = info.outputPath("run.safetensors");
    execFileSync("node", ["scripts/headless/elboRoom.js", "train", link, "--steps", "20", "--out", file]);

    await room.open(`${link}&backend=wasm`);
    await room.trainSteps(20);
    await room.trainSteps(10);
    const expected = Object.entries(await room.losses()).map(([id, rows]) => [id, rows.filter(([step]) => step > 20)]);

    await room.open(link);
    await room.trainSteps(20);
    const { path } = await room.save();
    expect(readFileSync(file).equals(readFileSync(path))).toBe(true);

    await room.open("model=gan&hidden=16&batch=16");
    await room.load(file);
    await expect.poll(async () => (await room.info()).phase).toBe("paused");
    expect(await room.info()).toMatchObject({ model, step: 20, seed: 7, backend: "wasm" });
    await room.trainSteps(10);
    expect(Object.entries(await room.losses())).toEqual(expected);
  });
}

test("a run and its card that the page saved are a row of the table in Node, with the card's mean losses", async ({ room }, info) => {
  await room.open("preset=first-vae@2&hidden=32&batch=32&seed=7&then=5:beta=2&fma=off&backend=wasm&class=7");
  await room.trainSteps(20);
  const file = info.outputPath("run.safetensors");
  copyFileSync((await room.save()).path, file);
  const card = await room.page.evaluate(() => window.elboRoom.runCard());
  writeFileSync(info.outputPath("run.json"), JSON.stringify(card));
  const { status, stdout, stderr } = spawnSync("node", ["scripts/headless/elboRoom.js", "collect", file], { encoding: "utf8" });
  expect(status).toBe(0);
  expect(stderr).not.toContain("is not used");
  const [names, , row] = stdout.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  expect(row![names!.indexOf("step")]).toBe("20");
  expect(card.meanLosses?.steps).toBe(20);
  expect(Object.keys(card.meanLosses!.values)).toEqual(Object.keys(card.losses));
  for (const [id, value] of Object.entries(card.meanLosses!.values)) expect(Number(row![names!.indexOf(`loss ${id} (mean of the last 100 steps)`)])).toBeCloseTo(value!, 1);
  expect(names!.some((name) => name.startsWith("held-out"))).toBe(card.heldOut?.step === 20); // the page measures it now and then, and the table has no value of an earlier step
});
