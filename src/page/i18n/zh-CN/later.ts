/** Texts of parts that are loaded on demand, by the folder of their files. */
import { byPath } from "../../../core/folders";
import { zhCN as parts } from "./parts";

export const zhCN = {
  ...byPath(import.meta.glob("../../{features,ui}/**/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
  "i18n/parts": parts,
};
