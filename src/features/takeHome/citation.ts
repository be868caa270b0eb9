/** The citation of a run as BibTeX, with the version of ELBO Room and the link that shows the run at its step. Title, authors and date are those of CITATION.cff. */
import about from "../../../CITATION.cff?raw";
import type { State } from "../../state/store";
import { ownTraits } from "../../state/runTraits";

/** Returns a value of the first level of CITATION.cff, or the first of its list. */
const valueOf = (key: string): string => new RegExp(`^${key}:\\s*(?:- name:\\s*)?"?([^"\\n]*)"?$`, "m").exec(about)?.[1] ?? "";

/** LaTeX has a meaning for these characters. */
const latex = (text: string): string => text.replace(/[&%$#_{}]/g, (sign) => `\\${sign}`);

/** Returns the BibTeX entry; `link` opens the run at `step`. It has ASCII characters only if the link has, as older programs of LaTeX expect. */
export function citationOf({ preset, begun }: Pick<State, "preset" | "begun">, step: number, link: string): string {
  const changed = ownTraits({ preset, config: begun, step }).filter(({ id }) => id !== "seed").map(({ id, values }) => `${id} = ${values.join(" to ")}`);
  const run = [preset ? `${preset.name}@${preset.version}` : `model ${begun.model}`, ...changed, `seed ${begun.seed}`, `step ${step}`].join(", ");
  const fields = {
    title: `{${valueOf("title")}}`, author: `{${valueOf("authors")}}`, version: valueOf("version"), year: valueOf("date-released").slice(0, 4),
    howpublished: `\\url{${link}}`, url: link, note: latex(run),
  };
  return `@software{elbo-room,\n${Object.entries(fields).map(([key, value]) => `  ${key.padEnd(12)} = {${value}}`).join(",\n")}\n}\n`;
}
