/** The size of slider thumbs, which only Firefox reports. */
import { expect, LAPTOP, PHONE, test, type Room } from "./room";

test("slider thumbs have the specified size, which is larger on a phone", { tag: "@exhaustive" }, async ({ anotherRoom }) => {
  const thumb = (room: Room) => room.evaluate(() => {
    const slider = document.querySelector('.setting input[type="range"]')!;
    const { width, boxSizing } = getComputedStyle(slider, "::-moz-range-thumb");
    return { rem: parseFloat(width) / parseFloat(getComputedStyle(document.documentElement).fontSize), boxSizing };
  });
  for (const { size, rem } of [{ size: LAPTOP, rem: 0.9 }, { size: PHONE, rem: 1.3 }]) {
    const room = await anotherRoom(size);
    await room.open("preset=first-vae&hidden=16&batch=16&backend=wasm");
    const found = await thumb(room);
    expect(found.boxSizing).toBe("border-box");
    expect(found.rem).toBeCloseTo(rem, 2);
  }
});
