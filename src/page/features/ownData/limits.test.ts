/** The sentence of each limit of own data names the limit, the file, and what to do next, in each language. */
import { expect, it } from "vitest";
import { OwnDataError, type LeftOut, type LimitReason } from "../../../core/data/ownData";
import * as own from "../../../core/data/ownLimits";
import { textsOf } from "../../i18n";
import { limits } from "./limits";
import { en } from "./texts.en";
import { es } from "./texts.es";
import { zhCN } from "./texts.zh-CN";
import { whyRefused } from "./whyRefused";

/** The limit that each sentence names. */
const NAMED = {
  "chosen-bytes": limits.chosen, "unpacked-bytes": limits.unpacked, files: limits.files, side: limits.side, "too-many-pixels": limits.millions, count: limits.count,
  "array-side": limits.arraySide, "npy-header": limits.header, "csv-row-bytes": limits.row, "csv-label": limits.label, "names-bytes": limits.names,
  "too-few": limits.images, "too-few-left": limits.images, "too-few-drawings": limits.drawings, "sheet-side": limits.sheet, "sheet-cell": limits.cell,
} satisfies Record<LimitReason, string>;

it.each(Object.entries(NAMED) as [LimitReason, string][])("%s: %s is in the sentence", (reason, limit) => {
  for (const texts of [en, es, zhCN]) {
    const why = whyRefused(new OwnDataError(reason, reason === "chosen-bytes" ? "600000000" : "27.zip"), texts, textsOf("en").notices)!;
    expect(why).toContain(limit);
    expect(why).toContain(reason === "chosen-bytes" ? "573 MB" : "27.zip");
    expect(why.match(/[.。](?=\s|$|\p{Script=Han})/gu)!.length).toBeGreaterThan(1); // it also says what to do
  }
});

it("each constant of the limits has a refusal, or a reason to leave something out, or cuts a name", () => {
  const reasons = {
    MAX_FILES: "files", MAX_UNPACKED_BYTES: "unpacked-bytes", MAX_SIDE: "side", MAX_PIXELS: "too-many-pixels", MAX_COUNT: "count", MAX_ARRAY_SIDE: "array-side",
    MIN_SQUARE: "csv-columns", MAX_HEADER_BYTES: "npy-header", MAX_ROW_BYTES: "csv-row-bytes", MAX_LABEL_BYTES: "csv-label", MAX_NAMES_BYTES: "names-bytes", MAX_NAME: null,
    MAX_SHEET_SIDE: "sheet-side", MIN_CELL: "sheet-cell",
  } satisfies Record<keyof typeof own, keyof typeof en.refused | LeftOut | null>;
  expect(Object.keys(reasons).sort()).toEqual(Object.keys(own).sort());
  for (const texts of [en, es, zhCN]) {
    expect(texts.leftOut["too-large"](1)).toContain(limits.side);
    expect(texts.leftOut["names-bytes"](1)).toContain(limits.names);
    expect(texts.leftOut["too-many"](1)).toContain(limits.train);
    expect(texts.refused["csv-columns"]("x.csv, 9")).toContain(limits.square);
  }
});
