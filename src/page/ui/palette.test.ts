import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lossColumns } from "../../core/model/model";
import { models } from "../../subject/models/registry";
import { CLASS_COLOURS, marksOf, roleColour } from "./palette";
import { parseColour } from "./pictures/paint";

const css = readFileSync(new URL("theme.css", import.meta.url), "utf8");

/** The custom properties of the first block with this selector. */
function properties(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]));
}

const themes = {
  light: properties(":root"),
  dark: properties(':root[data-theme="dark"]'),
};

/** The contrast ratio of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, bl] = parseColour(colour).map((byte) => linear(byte / 255));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * bl!;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Colours of text. */
const written = [
  ...(["encoder", "decoder", "generator", "discriminator", "latent", "data"] as const).map(roleColour),
  "--term-total", "--term-1", "--term-2", "--term-3", "--term-4", "--term-5", "--term-6",
];

describe.each(Object.entries(themes))("colours of the %s theme", (_, theme) => {
  it("are all defined, as hexadecimal numbers that canvases can read", () => {
    const wanted = [...CLASS_COLOURS, ...written];
    expect(wanted.filter((name) => !/^#[0-9a-f]{6}$/i.test(theme.get(name) ?? ""))).toEqual([]);
  });

  it("of terms and roles are legible on paper, with a contrast of at least 4.5", () => {
    const faint = [...written, "--ink-soft"].filter((name) => contrast(theme.get(name)!, theme.get("--paper")!) < 4.5);
    expect(faint).toEqual([]);
  });
});

describe.each(models.map((model) => [model.id, model] as const))("the curves of %s", (_, model) => {
  const marks = [...marksOf(lossColumns(model)).values()];
  it("differ in dash and in marker", () => {
    for (const look of [marks.map((m) => m.dash.join()), marks.map((m) => m.marker)]) {
      expect(new Set(look).size).toBe(marks.length);
    }
  });

  it("differ in colour, too, for up to six terms", () => {
    const colours = marks.map((m) => m.colour).filter((colour) => colour !== "--term-total");
    expect(new Set(colours).size).toBe(Math.min(colours.length, 6));
  });
});

it("draw a total in solid ink, whatever its place among the columns", () => {
  const marks = marksOf([{ id: "a", kind: "term" }, { id: "total", kind: "total" }, { id: "b", kind: "term" }]);
  expect(marks.get("total")).toEqual({ colour: "--term-total", dash: [], marker: "diamond" });
  expect(marks.get("b")?.colour).toBe("--term-2");
});
