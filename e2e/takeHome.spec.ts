/** The page exports files that other programs read: vector graphics, pixels, tables, archives. */
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import * as v from "valibot";
import { runCard, type RunCard } from "../src/page/state/runCard";
import { expect, test, testOnOnePage, type Room } from "./room";

test.use({ prefetches: true }); // the dialog's button appears once the page is idle

const dialog = (room: Room) => room.page.getByRole("dialog", { name: "Export" });

async function saved(room: Room, what: string, as: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await dialog(room).getByRole("radio", { name: what, exact: true }).check();
  await dialog(room).getByRole("radio", { name: as, exact: true }).check();
  const download = room.page.waitForEvent("download");
  await dialog(room).getByRole("button", { name: "Save", exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The chunks of a PNG in order. */
function chunksOf(png: Buffer): readonly (readonly [type: string, data: Buffer])[] {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks: (readonly [string, Buffer])[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.push([png.subarray(at + 4, at + 8).toString("latin1"), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))]);
  }
  return chunks;
}

/** Reads a decoder with one hidden layer from a safetensors file and applies it: σ(W₂ relu(W₁z + b₁) + b₂), with kernels [outputs, inputs]. */
function decodedBy(file: Buffer, z: readonly number[]): readonly number[] {
  const start = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, start).toString("utf8")) as Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  const layer = (name: string, x: readonly number[]) => {
    const [kernel, bias] = [`decoder.${name}.weight`, `decoder.${name}.bias`].map((key) => header[key]!) as [typeof header[string], typeof header[string]];
    expect([kernel.dtype, kernel.shape[1]]).toEqual(["F32", x.length]);
    const at = ({ data_offsets: [begin] }: typeof kernel, i: number) => file.readFloatLE(start + begin + 4 * i);
    return Array.from({ length: kernel.shape[0]! }, (_, i) => x.reduce((sum, value, j) => sum + at(kernel, i * x.length + j) * value, at(bias, i)));
  };
  return layer("2", layer("0", z).map((value) => Math.max(0, value))).map((logit) => 1 / (1 + Math.exp(-logit)));
}

testOnOnePage("chart, map, samples and decoder as SVG, PNG, CSV, ZIP and safetensors, and the page stays as it is", async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=5&log=1");
  await room.trainSteps(30);
  const losses = await room.losses();
  await page.getByRole("button", { name: /^Export/ }).press("Enter");
  await expect(dialog(room).getByRole("img", { name: "Preview: Loss chart" })).toHaveAttribute("src", /^blob:/);

  const svg = await saved(room, "Loss chart", "SVG");
  expect(svg.name).toBe("elbo-room-vae-losses-step30.svg");
  const blank = await page.context().newPage(); // the page's content policy does not allow text as a document
  const read = await blank.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, "image/svg+xml");
    const outlines = [...xml.querySelectorAll("path[aria-label]")].map((path) => path.getAttribute("aria-label"));
    return {
      root: xml.documentElement.tagName, title: xml.querySelector("title")?.textContent, desc: xml.querySelector("desc")?.textContent ?? "", outlines,
      texts: xml.querySelectorAll("text").length, curves: xml.querySelectorAll("path[stroke-linejoin]").length,
    };
  }, svg.bytes.toString("utf8"));
  await blank.close();
  expect(read).toMatchObject({ root: "svg", title: "Loss chart", texts: 0 });
  expect(read.desc).toMatch(/^VAE, own settings · hidden units h = 16 · batch size B = 16 · seed 5 · step 30\nhttp.*#model=vae&seed=5&.*&stop=30&autostart=1/);
  expect(read.outlines).toEqual(expect.arrayContaining(["reconstruction", "step 0", "30", "nats per image, smoothed", "smoothing 0.80"]));
  expect(read.curves).toBeGreaterThanOrEqual(3);
  const networks = (await saved(room, "Networks", "SVG")).bytes.toString("utf8");
  expect(networks).toContain('aria-label="x\u0302"'); // no typeface has the accent of x̂ itself
  expect(networks).not.toContain("<text");

  const csv = await saved(room, "Loss chart", "CSV");
  expect(csv.bytes.toString("utf8")).toMatch(/^# seed=5, .*latent=2/m);
  const [head = "", ...rows] = csv.bytes.toString("utf8").trim().split("\r\n").filter((line) => !line.startsWith("#"));
  const columns = head.split(",");
  expect(columns).toContain("reconstruction (nats/image)");
  const values = rows.map((row) => row.split(",").map(Number));
  const column = columns.indexOf("reconstruction (nats/image)");
  expect(values.map((row) => [row[0], row[column]])).toEqual(losses["reconstruction"]);

  const width = dialog(room).getByRole("spinbutton", { name: "Width (mm)" });
  await dialog(room).getByRole("radio", { name: "SVG", exact: true }).check();
  await dialog(room).getByRole("checkbox", { name: /^Text as outlines/ }).uncheck();
  await width.fill("80");
  const written = (await saved(room, "Latent space", "SVG")).bytes.toString("utf8");
  expect(written).toMatch(/<text [^>]*>/);
  expect(written).toContain("@font-face");
  expect(written).toMatch(/^<svg [^>]*width="80mm"/);
  await width.fill("5");
  await expect(dialog(room).getByRole("alert")).toHaveText("Between 10 and 1,000.");
  const pdf = (await saved(room, "Latent space", "PDF")).bytes.toString("latin1");
  expect(pdf).toMatch(/^%PDF-1/);
  const [, across = "0"] = /\/MediaBox \[0 0 ([\d.]+)/.exec(pdf) ?? [];
  expect(Number(across)).toBeCloseTo((80 / 25.4) * 72, 0); // 5 mm was refused

  // In print each of the three plots has a good part of the height, and no two labels share their place.
  await width.fill("85");
  await dialog(room).getByRole("spinbutton", { name: "Text (pt)" }).fill("8");
  const paper = await page.context().newPage();
  await paper.setContent((await saved(room, "Loss chart", "SVG")).bytes.toString("utf8"));
  const figure = await paper.evaluate(() => {
    const drawn = document.querySelector("svg")!;
    const labels = [...drawn.querySelectorAll("text")].filter(({ textContent }) => textContent.trim() !== "").map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const edge = (bottom - top) / 4; // above and below the letters
      return { text: text.textContent, left, right, top: top + edge, bottom: bottom - edge };
    });
    const overlapping = labels.flatMap((a, i) => labels.slice(i + 1).filter((b) => a.text !== b.text && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).map((b) => `${a.text} and ${b.text}`));
    const heights = [...drawn.querySelectorAll("svg")].map((plot) => plot.height.baseVal.valueInSpecifiedUnits);
    return { overlapping, share: heights.reduce((sum, one) => sum + one, 0) / drawn.viewBox.baseVal.height };
  });
  await paper.close();
  expect(figure.overlapping).toEqual([]);
  expect(figure.share).toBeGreaterThan(0.4);
  await dialog(room).getByRole("spinbutton", { name: "Text (pt)" }).fill("");

  // A panel that the width leaves no room is scaled.
  await width.fill("10");
  await dialog(room).getByRole("spinbutton", { name: "Text (pt)" }).fill("8");
  await expect(dialog(room).getByText("This figure scales as a whole. Set its width.")).toBeVisible();
  const narrow = (await saved(room, "Loss chart", "SVG")).bytes.toString("utf8");
  expect(narrow).toMatch(/^<svg [^>]*width="10mm"/);
  expect(narrow).not.toMatch(/width="-/);
  await dialog(room).getByRole("spinbutton", { name: "Text (pt)" }).fill("");
  await width.fill("80");

  await dialog(room).getByRole("radio", { name: "PNG", exact: true }).check();
  await dialog(room).getByRole("radio", { name: "300 dpi" }).check();
  await dialog(room).getByRole("radio", { name: "Dark", exact: true }).check();
  const png = chunksOf((await saved(room, "Latent space", "PNG")).bytes);
  const words = png.filter(([type]) => type === "iTXt").map(([, data]) => data.toString("utf8"));
  expect(words.find((text) => text.startsWith("Title"))).toContain("Latent space");
  expect(words.find((text) => text.startsWith("Source"))).toContain("#model=vae&seed=5");
  expect(Math.abs(png[0]![1].readUInt32BE(0) - (80 / 25.4) * 300)).toBeLessThanOrEqual(1);
  expect(png.find(([type]) => type === "pHYs")![1].readUInt32BE(0)).toBe(Math.round(300 / 0.0254));
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("light");

  const zip = unzipSync((await saved(room, "Samples", "ZIP")).bytes);
  expect(Object.keys(zip)).toHaveLength(31); // 30 images and their description
  const [, size] = chunksOf(Buffer.from(zip["samples-001.png"]!))[0]!;
  expect([size.readUInt32BE(0), size.readUInt32BE(4)]).toEqual([56, 56]);

  const decoder = await saved(room, "Decoder or generator", "Weights");
  expect(decoder.name).toBe("elbo-room-vae-decoder-step30.safetensors");
  expect(decoder.bytes.subarray(0, 4000).toString("latin1")).toMatch(/"source":"http[^"]*#model=vae&seed=5&[^"]*&stop=30&autostart=1"/);
  const own = decodedBy(decoder.bytes, [0.3, -1.2]);
  const pixels = await page.evaluate(async () => [...await window.elboRoom.decode([0.3, -1.2])]);
  expect(Math.max(...pixels.map((pixel, i) => Math.abs(pixel - own[i]!)))).toBeLessThan(1e-5);
  const program = await saved(room, "Decoder or generator", "Program");
  expect(program.name).toBe("vae-decode.py");
  expect(program.bytes.toString("utf8")).toContain("    return decoder(z).sigmoid()");

  const card = JSON.parse((await saved(room, "Run card", "JSON")).bytes.toString("utf8")) as RunCard;
  expect(card).toEqual(await page.evaluate(() => window.elboRoom.runCard()));
  expect(v.parse(runCard, card)).toMatchObject({ experiment: { model: "vae", seed: 5 }, run: { step: 30 }, machine: { backend: "wasm" } });
  expect(card.losses["reconstruction"]).toBe(losses["reconstruction"]!.at(-1)![1]);
  await dialog(room).getByRole("radio", { name: "Cite", exact: true }).check();
  const citation = dialog(room).getByRole("textbox", { name: "Cite" });
  await expect(citation).toHaveValue(/^@software\{elbo-room,[^]*version +\= \{\d+\.\d+\.\d+[^]*url += \{http.*#model=vae&seed=5&.*&stop=30&autostart=1\}/);
  expect((await saved(room, "Cite", "BibTeX")).bytes.toString("utf8")).toBe(await citation.inputValue());
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog(room).getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog(room).getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await citation.inputValue());
  expect((await saved(room, "Run card", "Page")).bytes.toString("utf8")).toContain("SHA-256 8c105fed0431");
});

test("no exported file has the query of the page's address, which a host's log-in may have added", { tag: "@exhaustive" }, async ({ room, page }) => {
  await page.goto("./?ticket=secret-4711#model=vae&hidden=16&batch=16&backend=wasm&room=lab");
  await expect(room.train).toBeEnabled();
  await room.trainSteps(5);
  await page.getByRole("button", { name: /^Export/ }).press("Enter");
  const files = [
    await saved(room, "Loss chart", "SVG"), await saved(room, "Loss chart", "CSV"), await saved(room, "Latent space", "PDF"), await saved(room, "Latent space", "PNG"), await saved(room, "Samples", "ZIP"),
    await saved(room, "Decoder or generator", "Weights"), await saved(room, "Decoder or generator", "Program"), await saved(room, "Run card", "JSON"), await saved(room, "Run card", "Page"),
  ];
  await page.keyboard.press("Escape");
  const { path } = await room.save();
  const contents = [...files.map(({ name, bytes }) => [name, bytes] as const), ["run", readFileSync(path)] as const]
    .flatMap(([name, bytes]) => (name.endsWith(".zip") ? Object.entries(unzipSync(bytes)).map(([inside, content]) => [`${name}/${inside}`, Buffer.from(content)] as const) : [[name, bytes] as const]));
  expect(contents.length).toBeGreaterThan(30);
  expect(contents.filter(([, bytes]) => bytes.includes("#model=vae")).length).toBeGreaterThan(4); // they contain their experiment's link
  expect(contents.filter(([, bytes]) => bytes.includes("secret-4711")).map(([name]) => name)).toEqual([]);
});

testOnOnePage("a walk as GIF shows what the model decodes, a film of training as WebM has each kept step, and the run continues", { tag: "@exhaustive" }, async ({ room }) => {
  const { page } = room;
  await room.open("model=vae&hidden=16&batch=16&backend=wasm&seed=5");
  await room.trainSteps(12);
  await expect(page.getByRole("img", { name: /step 12/ }).first()).toBeVisible();
  const [code] = await room.encode([0]);
  const [decoded] = await room.decode([{ z: code! }]);
  await page.getByRole("button", { name: /^Export/ }).press("Enter");

  await dialog(room).getByRole("radio", { name: "Walk through latent space" }).check();
  await dialog(room).getByRole("radio", { name: "GIF" }).check();
  await dialog(room).getByRole("radio", { name: "1×" }).check();
  const gif = await saved(room, "Walk through latent space", "GIF");
  expect(gif.bytes.includes("#model=vae&seed=5")).toBe(true);
  // The browser's own decoder gives the number of pictures, and the colours at the centres of the first one's squares.
  const read = await page.evaluate(async (bytes) => {
    const decoder = new ImageDecoder({ data: Uint8Array.from(bytes), type: "image/gif" });
    await decoder.completed;
    const { image } = await decoder.decode({ frameIndex: 0 });
    const context = new OffscreenCanvas(image.displayWidth, image.displayHeight).getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { data, width } = context.getImageData(0, 0, image.displayWidth, image.displayHeight);
    const greys = Array.from({ length: 784 }, (_, i) => data[4 * ((8 + 10 * Math.floor(i / 28) + 5) * width + 8 + 10 * (i % 28) + 5)]!);
    return { frames: decoder.tracks.selectedTrack!.frameCount, greys };
  }, [...gif.bytes]);
  expect(read.frames).toBe(72);
  const wanted = decoded!.map((value) => 255 + (17 - 255) * value);
  expect(Math.max(...read.greys.map((grey, i) => Math.abs(grey - wanted[i]!)))).toBeLessThanOrEqual(1);

  const { keyframes } = await room.info();
  await dialog(room).getByRole("radio", { name: "Film of training", exact: true }).check();
  await dialog(room).getByRole("radio", { name: "1×" }).check();
  const shots = new Set([...keyframes, 12]).size;
  await expect(dialog(room).getByText(`The film will have ${shots} pictures and last ${((shots * 150 + 1500) / 1000).toFixed(1)} s.`)).toBeVisible();
  const webm = await saved(room, "Film of training", "WebM");
  expect(webm.bytes.readUInt32BE(0)).toBe(0x1a45dfa3); // EBML
  expect(webm.bytes.includes("#model=vae&seed=5")).toBe(true);
  // Matroska's element "Duration" has eight bytes, in milliseconds.
  const duration = webm.bytes.readDoubleBE(webm.bytes.indexOf(Buffer.from([0x44, 0x89, 0x88])) + 3);
  expect(duration).toBeCloseTo(shots * 150 + 1500, 0);
  const mp4 = (await saved(room, "Film of training", "MP4")).bytes.toString("latin1"); // Chromium of Debian encodes H.264
  expect(mp4.slice(4, 8)).toBe("ftyp");
  expect(mp4).toContain("avc1");
  expect(await room.info()).toMatchObject({ step: 12, rewound: null });
});
