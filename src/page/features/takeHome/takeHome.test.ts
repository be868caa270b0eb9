import { crc32 as crcOfNode, deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { step } from "../../../core/run/ids";
import { createSeries } from "../../state/series";
import { wrapped } from "../../ui/figures/compose";
import { commentBlock } from "./film/encode";
import { filmSteps, secondsOf, thinned } from "./film/scenes";
import { covers } from "../../ui/figures/fonts";
import { csvOf, lossTable } from "./lossTable";
import { layoutWidth, printSize } from "./figures/printSize";
import { possibleScale, withResolution, withTexts } from "../../ui/figures/png";
import { DEFAULT_OPTIONS, readOptions } from "./saveOptions";
import { escaped, tag } from "../../ui/figures/xml";

describe("XML", () => {
  it("writes attributes, leaves out absent ones, and escapes both names and text", () => {
    expect(tag("text", { x: 1 / 3, y: -0, fill: null, title: '"a" & <b>' }, escaped("x < y & \u0000z"))).toBe('<text x="0.333" y="0" title="&quot;a&quot; &amp; &lt;b&gt;">x &lt; y &amp; z</text>');
  });
});

/** An independent CSV reader for RFC 4180 that skips comment lines. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (quoted) {
      if (letter === '"' && text[i + 1] === '"') { cell += '"'; i += 1; } else if (letter === '"') quoted = false; else cell += letter;
    } else if (letter === "#" && row.length === 0 && cell === "") i = text.indexOf("\n", i);
    else if (letter === '"') quoted = true;
    else if (letter === ",") { row.push(cell); cell = ""; } else if (letter === "\n") { rows.push([...row, cell]); row = []; cell = ""; } else if (letter !== "\r") cell += letter;
  }
  return rows;
}

describe("CSV", () => {
  it("preserves every number with all digits; what is none is an empty cell", () => {
    const cell = fc.oneof(fc.float(), fc.double(), fc.constant(null), fc.string());
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
      const clean = rows.map((row) => row.map((one) => (typeof one === "string" ? one.replace(/\r/g, "") : one)));
      const text = csvOf({ head: ["a, b", '#"c"'], rows: clean }, ["two\nlines", "more"]);
      expect(text.startsWith("# two lines\r\n# more\r\n")).toBe(true);
      expect(readCsv(text)).toEqual([["a, b", '#"c"'], ...clean.map((row) => row.map((one) => (one === null || Number.isNaN(one) ? "" : String(one))))]);
    }), { numRuns: 200 });
  });

  it("has a run, held-out data, a second run, and the difference of losses that both define equally", () => {
    const [first, second] = [createSeries(), createSeries()];
    first.restart(["a", "b"]);
    first.append(step(1), Float32Array.of(1, 10, 2, 20, 3, 30));
    second.restart(["a", "b"]);
    second.append(step(1), Float32Array.of(1.5, 7, 2.5, 8));
    const table = lossTable(
      { first, second, heldOut: [{ step: step(2), images: 100, values: { a: 9 }, negativeElbo: 8 }], name: (column) => `${column} (nats)`, isSame: (column) => column === "a" },
      { negativeElbo: "−ELBO (nats per image)", step: "step", heldOut: (name) => `held out: ${name}`, second: (name) => `B: ${name}`, difference: (name) => `B − A: ${name}` },
    );
    expect(table.head).toEqual(["step", "a (nats)", "b (nats)", "held out: a (nats)", "held out: −ELBO (nats per image)", "B: a (nats)", "B: b (nats)", "B − A: a (nats)"]);
    expect(table.rows).toEqual([[1, 1, 10, null, null, 1.5, 7, 0.5], [2, 2, 20, 9, 8, 2.5, 8, 0.5], [3, 3, 30, null, null, null, null, null]]);
  });
});

describe("PNG", () => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crcOfNode(body));
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]); // one grey pixel
  const png = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.from([0, 200]))), chunk("IEND", Buffer.alloc(0))]);

  it("has its resolution in pixels per metre", () => {
    const out = Buffer.from(withResolution(png, 300));
    const at = out.indexOf("pHYs");
    expect([out.readUInt32BE(at + 4), out.readUInt32BE(at + 8), out[at + 12]]).toEqual([11811, 11811, 1]);
    expect(out.readUInt32BE(at + 13)).toBe(crcOfNode(out.subarray(at, at + 13)));
  });

  it("puts texts between header and pixels, each with its checksum", () => {
    const out = Buffer.from(withTexts(png, { Title: "损失 “x”", Source: "https://example.org/#a=1" }));
    const seen: string[] = [];
    for (let at = 8; at < out.length;) {
      const length = out.readUInt32BE(at);
      const body = out.subarray(at + 4, at + 8 + length);
      expect(out.readUInt32BE(at + 8 + length)).toBe(crcOfNode(body));
      seen.push(body.subarray(0, 4).toString("latin1"));
      if (seen.length === 2) expect(body.subarray(4).toString("utf8")).toBe("Title\0\0\0\0\0损失 “x”");
      at += 12 + length;
    }
    expect(seen).toEqual(["IHDR", "iTXt", "iTXt", "IDAT", "IEND"]);
  });
});

describe("sizes on paper", () => {
  const figure = { width: 480, height: 240, textSize: 16 }; // 127 mm wide, with text of 12 pt

  it("follow from the page, from the width, or from the text", () => {
    expect(printSize(figure, { mm: null, pt: null })).toEqual({ mm: 127, heightMm: 63.5, pt: 12 });
    expect(printSize(figure, { mm: 63.5, pt: null })).toEqual({ mm: 63.5, heightMm: 31.75, pt: 6 });
    expect(printSize(figure, { mm: null, pt: 9 })).toEqual({ mm: 95.25, heightMm: 47.625, pt: 9 });
    expect(printSize({ ...figure, textSize: null }, { mm: null, pt: 9 })).toEqual({ mm: 127, heightMm: 63.5, pt: null });
  });

  it("of both a width and a text give the width of the layout", () => {
    const width = layoutWidth(figure, { mm: 63.5, pt: 9 })!;
    expect(printSize({ ...figure, width }, { mm: 63.5, pt: 9 }).pt).toBeCloseTo(9, 12);
    expect(layoutWidth(figure, { mm: 63.5, pt: null })).toBeNull();
    expect(layoutWidth(figure, { mm: 10, pt: 9 })).toBe(10 * figure.textSize); // less would leave no room for curves
  });

  it("a picture has at most the pixels that a browser paints, and keeps its shape", () => {
    expect(possibleScale(figure, 2)).toBe(2);
    expect(possibleScale({ width: 100, height: 8192 }, 2)).toBe(1);
  });
});

it("lines do not exceed the maximum width, and nothing is lost", () => {
  const link = "https://example.org/elbo-room/#model=vae&seed=7&latent=12&hidden=400 and words";
  const lines = wrapped(link, 20, (text) => text.length);
  expect(lines.every((line) => line.length <= 20)).toBe(true);
  expect(lines.join("").replace(/ /g, "")).toBe(link.replace(/ /g, ""));
  expect(wrapped("short", 20, (text) => text.length)).toEqual(["short"]);
});

it("a typeface is needed if it has a letter of the text", () => {
  expect(covers("U+370-3FF", "latent")).toBe(false);
  expect(covers("U+0000-00FF, U+2212", "−1")).toBe(true);
  expect(covers("", "任")).toBe(true);
});

it("stored choices are used as far as they are valid", () => {
  expect(readOptions(null)).toEqual(DEFAULT_OPTIONS);
  expect(readOptions('{"format":"png","scale":9,"theme":"dark","words":false,"dpi":600,"mm":80,"pt":500}'))
    .toEqual({ ...DEFAULT_OPTIONS, format: "png", theme: "dark", words: false, dpi: 600, mm: 80 });
  for (const damaged of ["", "[]", "7", "{", '"x"']) expect(readOptions(damaged)).toEqual(DEFAULT_OPTIONS);
});

describe("films", () => {
  it("have their first and last step, and at most the requested number of frames", () => {
    expect(thinned([1, 2, 3], 5)).toEqual([1, 2, 3]);
    expect(thinned(Array.from({ length: 160 }, (_, i) => i), 80)).toHaveLength(80);
    expect(thinned([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
  });

  it("have a picture of each kept step and of the newest, which is not counted twice", () => {
    expect(filmSteps({ keyframes: [step(0), step(1), step(2)], step: step(2) })).toEqual([0, 1, 2]);
    expect(filmSteps({ keyframes: [step(0), step(1), step(2)], step: step(3) })).toEqual([0, 1, 2, 3]);
    expect(secondsOf("film", 6)).toBe(2.4);
    expect(secondsOf("walk", 72)).toBe(5.76);
  });

  it("GIF: a comment is split into blocks of at most 255 bytes and ends with an empty one", () => {
    const text = "x".repeat(300);
    const block = commentBlock(text);
    expect([...block.slice(0, 3)]).toEqual([0x21, 0xfe, 255]);
    expect(block[3 + 255]).toBe(45);
    expect([block.length, block.at(-1)]).toEqual([2 + 1 + 255 + 1 + 45 + 1, 0]);
  });
});
