/** Texts of parts that are loaded on demand, by the folder of their files. */
import { byPath } from "../../../core/folders";
import { es as parts } from "./parts";

export const es = {
  ...byPath(import.meta.glob("../../{features,ui}/**/texts.es.ts", { eager: true, import: "es" })),
  "i18n/parts": parts,
};
