/** Firefox that resists fingerprinting, as Tor Browser, LibreWolf and Mullvad do, gives noise instead of a canvas' pixels. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFirefox } from "../../scripts/browsers/others";
import { plainPngZip } from "../pngFiles";
import { startFirefox } from "./firefox";
import { expect, LAPTOP, Room, test } from "./room";

/** Resolves to the id of own images in the link, once they are in use. */
async function idOf(room: Room, file: string): Promise<string> {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=5&room=lab");
  await expect.poll(() => room.part("button", "Own data…").count()).toBe(1);
  await room.part("button", "Own data…").click();
  await room.tab.upload('.own-data__choose input[type="file"]', file);
  await room.part("button", "Use these images").click();
  const id = () => room.evaluate(() => /[#&]own=([^&]*)/.exec(location.hash)?.[1] ?? null);
  await expect.poll(id, { message: "the link names the images" }).not.toBeNull();
  return (await id())!;
}

test("own PNG images are the same with resistance to fingerprinting as without, and PNG figures are refused before they are saved", { tag: "@exhaustive" }, async ({ room, server }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "elbo-room-pngs-"));
  const file = path.join(folder, "digits.zip");
  writeFileSync(file, plainPngZip);
  const wanted = await idOf(room, file);
  const driver = await startFirefox(findFirefox(), { "privacy.resistFingerprinting": true });
  try {
    const resisting = new Room(await driver.open(LAPTOP), server, driver);
    expect(await idOf(resisting, file)).toBe(wanted);
    await resisting.trainSteps(5);
    await resisting.part("button", "Export: figures, numbers, decoder").click();
    await resisting.part("radio", "PNG").click();
    await expect.poll(() => resisting.evaluate(() => document.querySelector(".take-home")?.textContent ?? "")).toContain("This browser hides the pixels of canvases from pages");
    expect(await resisting.part("button", "Save").enabled()).toBe(false);
  } finally {
    await driver.quit();
    rmSync(folder, { recursive: true });
  }
});
