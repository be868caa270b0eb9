/** Writes the run's card as an HTML page to print: a single file without scripts. */
import type { TakeHomeTexts } from "./texts";
import type { RunCard } from "../../state/runCard";
import { countText, documentText } from "../../ui/numbers";
import { escaped, tag } from "../../ui/figures/xml";

const STYLE = `body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:14px/1.4 system-ui,sans-serif;color:#1d1c21;background:#fff}h1{margin:0}h2{margin:1rem 0 .2rem;font-size:1rem}
table{border-collapse:collapse;width:100%}th,td{padding:.1rem .5rem .1rem 0;border-top:1px solid #ddd;text-align:left;font-weight:400;overflow-wrap:anywhere}th:first-child{width:16rem;color:#5c5b63}
@media print{body{margin:0;font-size:10px}h2{break-after:avoid}}`;

type Value = number | string | null;
type Row = readonly [name: string, ...values: Value[]];

const valueText = (value: Value): string => (value === null ? "–" : typeof value === "number" ? documentText(value) : value);

function section(title: string, rows: readonly Row[], head: readonly string[] = []): string {
  if (rows.length === 0) return "";
  const headed = head.length === 0 ? "" : tag("tr", {}, ["", ...head].map((name) => `<th scope="col">${escaped(name)}</th>`).join(""));
  const body = rows.map(([name, ...values]) => tag("tr", {}, `<th scope="row">${escaped(name)}</th>${values.map((value) => `<td>${escaped(valueText(value))}</td>`).join("")}`));
  return `<h2>${escaped(title)}</h2>${tag("table", {}, headed + body.join(""))}`;
}

/** "floor" and "floor.kl" are the floors of "distance" and "kl". */
function besideFloor(numbers: Readonly<Record<string, number | null>>): readonly Row[] {
  const floorOf = (name: string) => numbers[`floor.${name}`] ?? (name === "distance" ? numbers["floor"] ?? null : null);
  return Object.entries(numbers).filter(([name]) => name.split(".")[0] !== "floor").map(([name, value]) => [name, value, floorOf(name)]);
}

/** Returns the HTML of the card. `language`: a language tag. */
export function cardPage({ page, date, experiment, run, data, machine, checked, losses, heldOut, measurements }: RunCard, texts: TakeHomeTexts["card"], language: string): string {
  const title = `${texts.title}: ${experiment.preset ?? experiment.model}`;
  const entries = (values: Readonly<Record<string, Value>>) => Object.entries(values) as readonly Row[];
  const content = [
    `<h1>${escaped(title)}</h1><p>ELBO Room ${escaped(page.version)} · ${escaped(date)}<br><a href="${escaped(page.link)}">${escaped(page.link)}</a></p>`,
    section(texts.experiment, [
      ["model", experiment.model], ["preset", experiment.preset], ["seed", experiment.seed], ...entries(experiment.hyperparameters),
      ...experiment.changes.map(({ step, id, from, value }): Row => [`${id} @ ${step}`, `${from} → ${value}`]),
      ...experiment.compared ? [["B", `${experiment.compared.differs} = ${experiment.compared.value}`] as const] : [],
    ]),
    section(texts.run, entries(run)),
    section(texts.losses, entries(losses)),
    heldOut ? section(texts.heldOut(countText(heldOut.step), countText(heldOut.images)), entries({ ...heldOut.values, ...(heldOut.negativeElbo !== undefined && { "−ELBO": heldOut.negativeElbo }) })) : "",
    ...measurements.map(({ id, step, numbers, lists = {} }) => section(texts.measured(id, countText(step)), [
      ...besideFloor(numbers), ...Object.entries(lists).map(([name, values]): Row => [name, values.map(valueText).join(", ")]),
    ], [texts.value, texts.floor])),
    section(texts.machine, entries(machine)),
    checked ? section(texts.checked, entries(checked)) : "",
    section(texts.data, [["id", data.id], ...data.files.map(({ file, images, sha256 }): Row => [file, `${countText(images)} ${texts.images}`, `SHA-256 ${sha256}`])]),
  ].join("");
  return `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>${content}</body></html>\n`;
}
