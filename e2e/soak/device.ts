/** A run on a GPU whose device is lost: it continues with another one, or with WASM if devices are lost too fast, from the last available state. */
import fc from "fast-check";
import { hasContext, loseContexts, noteContextsNow } from "../faults/strikes";
import { expect } from "../room";
import { command, SMALL_ON_GPU, upTo } from "./command";

export const loseDevice = command("lose device", fc.record({ seed: fc.nat(99), training: fc.boolean() }), ({ seed, training }) => ({
  another: true,
  run: async (room) => {
    await noteContextsNow(room.page);
    await room.openByHandle(`model=vae&${SMALL_ON_GPU}&seed=${seed}`);
    await room.trainSteps(5);
    expect((await room.info()).backend).toBe("webgl");
    await room.page.evaluate(async () => void (await window.elboRoom.save())); // saving makes its state available
    const losses = await room.losses();
    if (training) await room.page.evaluate(() => void window.elboRoom.train());
    await loseContexts(room.page);
    const computes = async () => (await room.info()).backend === "wasm" || hasContext(room.page);
    await expect.poll(computes, { timeout: 30_000, message: "it has something to compute on" }).toBe(true);
    if (training) await expect.poll(async () => (await room.info()).step, { message: "it trains on" }).toBeGreaterThan(5);
    else expect((await room.info()).step, "it stands where it stood").toBe(5);
    expect(upTo(await room.losses(), 5), "with its losses").toEqual(losses);
  },
}));
