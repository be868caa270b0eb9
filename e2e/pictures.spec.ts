/** The script that takes the README's pictures works. */
import { readFileSync } from "node:fs";
import { takePictures } from "../scripts/pictures";
import { expect, test } from "./room";

test("the README's pictures are not blank", { tag: "@exhaustive" }, async ({ room, baseURL }, testInfo) => {
  const files = await takePictures(room.page, baseURL!, { folder: testInfo.outputPath("pictures"), steps: 60 });
  const [light, dark] = await Promise.all(files.map((file) => room.page.evaluate(async (png) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")!;
    context.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    const colours = new Map<number, number>();
    for (const pixel of pixels) colours.set(pixel, (colours.get(pixel) ?? 0) + 1);
    const [commonest] = [...colours].sort((a, b) => b[1] - a[1])[0]!;
    return { width: bitmap.width, height: bitmap.height, colours: colours.size, paperRed: commonest & 0xff };
  }, readFileSync(file, "base64"))));
  expect(light).toMatchObject({ width: 1280, height: 720 });
  expect(light!.colours).toBeGreaterThan(200);
  expect(dark!.colours).toBeGreaterThan(200);
  expect(light!.paperRed).toBeGreaterThan(200);
  expect(dark!.paperRed).toBeLessThan(60);
});
