/** A run trained by the command `elbo-room` is the page's own, bit for bit, and the page continues it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
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
