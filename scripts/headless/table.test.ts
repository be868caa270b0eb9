/** Numbers of any size, and those that are none, in the tables of `collect`. */
import { expect, it } from "vitest";
import { csv, markdown } from "./table";

it.each([
  [0, "0", "0"], [-0, "0", "0"], [1e-9, "1e-9", "1e-9"], [1e9, "1000000000", "1000000000"], [1e21, "1e21", "1e+21"], [169.68801879882812, "169.69", "169.68801879882812"],
  [-1.5, "-1.5", "-1.5"], [NaN, "", ""], [Infinity, "∞", "Infinity"], [-Infinity, "-∞", "-Infinity"], [null, "", ""],
])("%s is %s in Markdown and %s as CSV, without loss", (value, inMarkdown, asCsv) => {
  const table = { columns: ["loss"], rows: [[value]] };
  expect(markdown(table).split("\n")[2]).toBe(`| ${inMarkdown} |`);
  expect(csv(table)).toBe(`loss\r\n${asCsv}\r\n`);
});
