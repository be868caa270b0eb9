/** The citation of a run as BibTeX, with the version of ELBO Room and the link that shows the run at its step. */
import type { State } from "../../state/store";
import { ownTraits } from "../../state/runTraits";

/** As CITATION.cff has them, with which a test compares them. */
export const ABOUT = { title: "ELBO Room", author: "ELBO Room contributors", year: "2026" } as const;

/** LaTeX has a meaning for these characters. */
const latex = (text: string): string => text.replace(/[&%$#_{}]/g, (sign) => `\\${sign}`);

/** Returns the BibTeX entry; `version`: of the page; `link` opens the run at `step`. It has ASCII characters only if the link has, as older programs of LaTeX expect. */
export function citationOf({ preset, begun }: Pick<State, "preset" | "begun">, step: number, version: string, link: string): string {
  const changed = ownTraits({ preset, config: begun, step }).filter(({ id }) => id !== "seed").map(({ id, values }) => `${id} = ${values.join(" to ")}`);
  const run = [preset ? `${preset.name}@${preset.version}` : `model ${begun.model}`, ...changed, `seed ${begun.seed}`, `step ${step}`].join(", ");
  const fields = {
    title: `{${ABOUT.title}}`, author: `{${ABOUT.author}}`, version, year: ABOUT.year,
    howpublished: `\\url{${link}}`, url: link, note: latex(run),
  };
  return `@software{elbo-room,\n${Object.entries(fields).map(([key, value]) => `  ${key.padEnd(12)} = {${value}}`).join(",\n")}\n}\n`;
}
