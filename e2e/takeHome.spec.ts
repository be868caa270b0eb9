/** What is on the page leaves it as files that other programs read: shapes, pixels, tables, archives. */
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import * as v from "valibot";
import { runCard, type RunCard } from "../src/state/runCard";
import { expect, test, type Room } from "./room";

const dialog = (room: Room) => room.page.getByRole("dialog", { name: "Take home" });

async function saved(room: Room, what: string, as: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await dialog(room).getByRole("radio", { name: what, exact: true }).check();
  await dialog(room).getByRole("radio", { name: as, exact: true }).check();
  const download = room.page.waitForEvent("download");
  await dialog(room).getByRole("button", { name: "Save", exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Chunks by type, in their order. */
function chunksOf(png: Buffer): readonly (readonly [type: string, data: Buffer])[] {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks: (readonly [string, Buffer])[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.push([png.subarray(at + 4, at + 8).toString("latin1"), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))]);
  }
  return chunks;
}

test("chart, map and samples as SVG, PNG, CSV and ZIP, and the page stays as it is", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=5");
  await room.trainSteps(30);
  const losses = await room.losses();
  await page.getByRole("button", { name: /^Take home/ }).press("Enter");
  await expect(dialog(room).getByRole("img", { name: "Preview: Loss chart" })).toHaveAttribute("src", /^blob:/);

  const svg = await saved(room, "Loss chart", "SVG");
  expect(svg.name).toBe("elbo-room-vae-losses-step30.svg");
  const read = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, "image/svg+xml");
    const texts = [...xml.querySelectorAll("text")].map(({ textContent }) => textContent);
    return { root: xml.documentElement.tagName, title: xml.querySelector("title")?.textContent, desc: xml.querySelector("desc")?.textContent ?? "", texts, curves: xml.querySelectorAll("path[stroke-linejoin]").length };
  }, svg.bytes.toString("utf8").replace(/<style>.*<\/style>/s, "")); // a policy of the page that the file does not have speaks of styles
  expect(read).toMatchObject({ root: "svg", title: "Loss chart" });
  expect(read.desc).toMatch(/seed 5 · step 30\nhttp.*#model=vae&seed=5&/);
  expect(read.texts).toEqual(expect.arrayContaining(["reconstruction", "step 0", "30", "nats per image"]));
  expect(read.curves).toBeGreaterThanOrEqual(3);

  const csv = await saved(room, "Loss chart", "CSV");
  const [head = "", ...rows] = csv.bytes.toString("utf8").trim().split("\r\n").filter((line) => !line.startsWith("#"));
  const columns = head.split(",");
  expect(columns).toContain("reconstruction (nats/image)");
  const values = rows.map((row) => row.split(",").map(Number));
  const column = columns.indexOf("reconstruction (nats/image)");
  expect(values.map((row) => [row[0], row[column]])).toEqual(losses["reconstruction"]);

  await dialog(room).getByRole("radio", { name: "PNG", exact: true }).check();
  await dialog(room).getByRole("radio", { name: "3×" }).check();
  await dialog(room).getByRole("radio", { name: "Dark", exact: true }).check();
  const png = chunksOf((await saved(room, "Latent space", "PNG")).bytes);
  const words = png.filter(([type]) => type === "iTXt").map(([, data]) => data.toString("utf8"));
  expect(words.find((text) => text.startsWith("Title"))).toContain("Latent space");
  expect(words.find((text) => text.startsWith("Source"))).toContain("#model=vae&seed=5");
  expect(png[0]![1].readUInt32BE(0)).toBeGreaterThan(600);
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("light");

  const zip = unzipSync((await saved(room, "Samples", "ZIP")).bytes);
  expect(Object.keys(zip)).toHaveLength(31); // and what they are
  const [, size] = chunksOf(Buffer.from(zip["samples-001.png"]!))[0]!;
  expect([size.readUInt32BE(0), size.readUInt32BE(4)]).toEqual([84, 84]);

  const card = JSON.parse((await saved(room, "Run card", "JSON")).bytes.toString("utf8")) as RunCard;
  expect(card).toEqual(await page.evaluate(() => window.elboRoom.runCard()));
  expect(v.parse(runCard, card)).toMatchObject({ experiment: { model: "vae", seed: 5 }, run: { step: 30 }, machine: { backend: "wasm" } });
  expect(card.losses["reconstruction"]).toBe(losses["reconstruction"]!.at(-1)![1]);
  expect((await saved(room, "Run card", "Page")).bytes.toString("utf8")).toContain("SHA-256 520a6ce53b76");
});
