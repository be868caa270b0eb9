/** A browser that hides the pixels of canvases from pages, as some do against fingerprinting, gives the same own images and figures as others, or refuses first. */
import { readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import type { BrowserContext, Page } from "@playwright/test";
import { COUNT, pngs, pngZip } from "./pngFiles";
import { expect, test, type Room } from "./room";
import { runFirstInWorker } from "./workerLines";

test.use({ prefetches: true }); // the dialogs' buttons appear once the page is idle

const PROGRAM = /\/assets\/ownData\.program-[^/]*\.js$/;

/** Returns lines that change what a page or a worker reads from canvases: noise as in Tor Browser, or 1 added to some values as in Brave. */
const lying = (how: "noise" | "one") => `{
  const { CanvasRenderingContext2D: OfPage, OffscreenCanvasRenderingContext2D: OfWorker, HTMLCanvasElement: Canvas, OffscreenCanvas: Offscreen } = globalThis;
  const honest = new Map([OfPage, OfWorker].filter(Boolean).map((Context) => [Context, Context.prototype.getImageData]));
  const lie = (image) => {
    image.data.forEach((value, i) => { if (i % 4 < 3 && ${how === "noise"}) image.data[i] = (i * 2654435761) >>> 24; else if (i % 4 < 3 && i % 5 === 0) image.data[i] = value ^ 1; });
    return image;
  };
  for (const [Context, getImageData] of honest) Context.prototype.getImageData = function (...given) { return lie(getImageData.apply(this, given)); };
  const altered = (canvas) => {
    const copy = Object.assign(canvas instanceof Offscreen ? new Offscreen(1, 1) : document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const pen = copy.getContext("2d");
    pen.drawImage(canvas, 0, 0);
    pen.putImageData(lie(honest.get(pen.constructor).call(pen, 0, 0, copy.width, copy.height)), 0, 0);
    return copy;
  };
  for (const [Kind, names] of [[Canvas, ["toBlob", "toDataURL"]], [Offscreen, ["convertToBlob"]]]) for (const name of Kind ? names : []) {
    const { [name]: read } = Kind.prototype;
    Kind.prototype[name] = function (...given) { return read.apply(altered(this), given); };
  }
}`;

async function lie(context: BrowserContext, page: Page, how: "noise" | "one"): Promise<void> {
  await page.addInitScript(lying(how));
  await runFirstInWorker(context, lying(how), PROGRAM);
}

const OPEN = "model=vae&hidden=16&batch=16&backend=wasm&seed=5&room=lab";
const ownData = (page: Page) => page.getByRole("dialog", { name: "Own data" });

async function choose(room: Room, buffer: Buffer): Promise<void> {
  await room.open(OPEN);
  await room.page.getByRole("button", { name: "Own data…" }).press("Enter");
  await ownData(room.page).locator("input[type=file]").first().setInputFiles([{ name: "digits.zip", mimeType: "", buffer }]);
}

/** The id of own images in the link, once they are in use. */
async function idOf(room: Room, buffer: Buffer): Promise<string> {
  await choose(room, buffer);
  await ownData(room.page).getByRole("button", { name: "Use these images" }).click();
  await expect(room.page).toHaveURL(/[#&]own=/);
  return /[#&]own=([^&]*)/.exec(room.page.url())![1]!;
}

/** JPEG files of squares, as the browser writes them. */
async function jpegZip(page: Page): Promise<Buffer> {
  const files = await page.evaluate(async (count) => Promise.all(Array.from({ length: count }, async (_, i) => {
    const canvas = new OffscreenCanvas(40, 40), pen = canvas.getContext("2d")!;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, 40, 40);
    pen.fillStyle = `rgb(${i % 100} ${(7 * i) % 100} 90)`;
    pen.fillRect(8 + (i % 7), 8, 12, 20 + (i % 5));
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer())];
  })), COUNT);
  return Buffer.from(zipSync(Object.fromEntries(files.map((bytes, i) => [`digits/${i % 10}/${i}.jpg`, Uint8Array.from(bytes)]))));
}

for (const how of ["noise", "one"] as const) {
  test(`own PNG and JPEG images are the same as elsewhere if reading a canvas gives ${how === "noise" ? "noise" : "values that differ by 1"}`, async ({ room, anotherRoom, context }) => {
    const wanted = await idOf(room, pngZip);
    const jpegs = await jpegZip(room.page);
    const wantedJpegs = await idOf(room, jpegs);
    const other = await anotherRoom();
    await lie(context, other.page, how);
    expect(await idOf(other, pngZip)).toBe(wanted);
    expect(await idOf(other, jpegs)).toBe(wantedJpegs);
  });
}

test("a worker without a canvas reads PNG images all the same, and refuses JPEG images with the cause if it cannot copy their pixels", async ({ room, anotherRoom, context }) => {
  const wanted = await idOf(room, pngZip);
  const jpegs = await jpegZip(room.page);
  await runFirstInWorker(context, "delete globalThis.OffscreenCanvas; delete globalThis.VideoFrame;", PROGRAM);
  const other = await anotherRoom();
  expect(await idOf(other, pngZip)).toBe(wanted);
  await choose(other, jpegs);
  await expect(ownData(other.page).getByRole("alert")).toHaveText(/^This browser hides the pixels of canvases from pages, and digits\/0\/0\.jpg cannot be read without a canvas\./);
});

test("images that cannot be decoded are counted, and are not called too few", async ({ room }) => {
  const damaged = Object.fromEntries(Object.entries(pngs).map(([path, bytes], i) => [path, i % 2 === 0 ? bytes.subarray(0, 40) : bytes]));
  await choose(room, Buffer.from(zipSync(damaged)));
  await expect(ownData(room.page).getByRole("alert")).toHaveText(/^Too many images cannot be decoded \(120 \/ 240, digits\/0\/0\.png\)\./);
});

const takeHome = (page: Page) => page.getByRole("dialog", { name: "Export" });

async function saved(page: Page, what: string, as: string): Promise<Buffer> {
  await takeHome(page).getByRole("radio", { name: what, exact: true }).check();
  await takeHome(page).getByRole("radio", { name: as, exact: true }).check();
  const download = page.waitForEvent("download");
  await takeHome(page).getByRole("button", { name: "Save", exact: true }).click();
  const file = await download;
  await expect(takeHome(page).getByText(`Handed to the browser’s downloads: ${file.suggestedFilename()}.`)).toBeVisible();
  return readFileSync(await file.path());
}

async function figures(room: Room) {
  const { page } = room;
  await room.open(OPEN);
  await room.trainSteps(20);
  await expect(page.getByRole("img", { name: /step 20/ }).first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "1,000 test images" })).toBeVisible(); // codes of all images that the map shows: with fewer, classes have no labels
  await page.getByRole("button", { name: /^Export/ }).press("Enter");
  const texts = [await saved(page, "Latent space", "SVG"), await saved(page, "Samples", "SVG"), await saved(page, "Networks", "SVG")].map(String);
  return { texts, pictures: unzipSync(await saved(page, "Samples", "ZIP")), pdf: await saved(page, "Samples", "PDF") };
}

/** Colours and embedded pictures stay. A dot of the map was seen to differ by a thousandth of a pixel. */
const withoutPaths = (svg: string): string => svg.replace(/ d="[^"]*"/g, "");

test("figures that are taken home are the same if reading a canvas gives noise; what needs a canvas is refused before it is saved", async ({ room, anotherRoom }) => {
  const wanted = await figures(room);
  const other = await anotherRoom();
  await other.page.addInitScript(lying("noise"));
  const found = await figures(other);
  expect(found.texts.map((text) => text.match(/<image /g)?.length ?? 0)).toEqual([1, 1, 0]);
  expect(found.texts.map(withoutPaths)).toEqual(wanted.texts.map(withoutPaths));
  expect(found.pictures).toEqual(wanted.pictures);
  const undated = (pdf: Buffer) => pdf.toString("latin1").replace(/\/CreationDate[^\n]*|\/ID[^\n]*/g, "");
  expect(undated(found.pdf)).toBe(undated(wanted.pdf));
  const dialog = takeHome(other.page);
  const sentence = "This browser hides the pixels of canvases from pages, so the file would contain noise. Choose another format.";
  for (const [what, as] of [["Samples", "PNG"], ["Walk through latent space", "GIF"]] as const) {
    await dialog.getByRole("radio", { name: what, exact: true }).check();
    await dialog.getByRole("radio", { name: as, exact: true }).check();
    await expect(dialog.getByRole("status")).toContainText(sentence);
    await expect(dialog.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  }
});

test("a run that is saved is handed to the downloads, and a browser that makes no address for it is reported", async ({ room }) => {
  const { page } = room;
  await room.open(OPEN);
  const { name } = await room.save();
  const notices = page.getByRole("status", { name: "Notices" });
  await expect(notices).toContainText(`Handed to the browser’s downloads: ${name}.`);
  await page.evaluate(() => {
    URL.createObjectURL = () => {
      throw new Error("refused");
    };
  });
  await room.openRuns();
  await page.getByRole("button", { name: "Save run" }).click();
  await expect(notices).toContainText(`The file could not be saved: the browser did not take ${name}. Your run is unchanged.`);
});
