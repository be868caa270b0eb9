import stylelint from "stylelint";
import { expect, it } from "vitest";

const wrongIn = async (code: string, codeFilename: string) =>
  (await stylelint.lint({ code, codeFilename })).results.flatMap(({ warnings }) => warnings.map(({ text }) => text));

it("styles: sizes, weights and colours that are not tokens of the theme are refused", async () => {
  const wrong = (declaration: string) => wrongIn(`.a { ${declaration}; }`, "src/page/ui/foot/foot.css");
  for (const declaration of [
    "font-size: 13px", "font-size: 0.8rem", "font: 650 14px / 1.2 var(--font-ui)", "font-weight: 500", "color: #333", "background: rgb(0 0 0 / 20%)", "border: 1px solid white",
  ]) expect(await wrong(declaration), declaration).toHaveLength(1);
  for (const declaration of ["font-size: var(--text-s)", "font: 650 var(--text-l) / 1.3 var(--font-serif)", "font-weight: 650", "color: var(--ink)", "color: currentColor"]) {
    expect(await wrong(declaration), declaration).toEqual([]);
  }
});

it("styles: the theme itself has colours and sizes", async () => {
  expect(await wrongIn(":root { --ink: #1d1c21; font-size: 15px; }", "src/page/ui/theme.css")).toEqual([]);
});

it("styles: sides that are not mirrored for languages written from right to left are refused", async () => {
  const wrong = (declaration: string) => wrongIn(`.a { ${declaration}; }`, "src/page/ui/foot/foot.css");
  for (const declaration of [
    "left: 0", "margin-left: auto", "padding-right: 1px", "border-left: 0", "border-left-color: var(--ink)", "border-top-left-radius: 1px", "text-align: left", "float: right",
    "padding: 0 1px 0 2px", "inset: 0 0 0 auto", "margin: 0 calc(-1 * var(--space-1)) 0 var(--space-2)",
  ]) expect(await wrong(declaration), declaration).toEqual([expect.stringMatching(/Name the start or the end of a line/)]);
  for (const declaration of ["inset-inline-start: 0", "margin-inline: auto", "padding: 1px 2px 3px", "margin: auto calc(-1 * var(--space-1)) 0", "text-align: start", "inset: auto 0 0"]) {
    expect(await wrong(declaration), declaration).toEqual([]);
  }
});

it("styles: names that content blockers hide are refused", async () => {
  for (const selector of [".notices", ".page .machine__share", ".own-data__pad-row", ".side-ad", "#cookies", ".a { & .popup-text { color: inherit; } }"]) {
    expect(await wrongIn(selector.endsWith("}") ? selector : `${selector} { color: inherit; }`, "src/page/ui/foot/foot.css"), selector).toEqual([expect.stringMatching(/Content blockers hide/)]);
  }
  expect(await wrongIn(".messages, .own-data__drawing-row, .playhead__line, .add { color: inherit; }", "src/page/ui/foot/foot.css")).toEqual([]);
});
