/** Links of the tables in docs, by which a reader trains the run of a row. */
import { valuesAt } from "../../src/core/run/liveChanges";
import { findModel } from "../../src/subject/models/registry";
import type { HyperparameterValues } from "../../src/core/model/hyperparameters";
import type { LiveChange } from "../../src/core/run/runConfig";
import type { Act } from "../../src/subject/quality/claims";
import { format, parse } from "../../src/page/state/urlCodec";

/** The address of a page that `npm start` serves, which the documentation site replaces by its own. */
const PAGE = "http://localhost:5173/#";

const keys = (h: HyperparameterValues) => Object.entries(h).map(([id, value]) => `&${id}=${value}`).join("");

/** Returns a link in Markdown. Throws if the page would adjust it. `text`: by default the fragment. */
export function linkTo(fragment: string, text?: string): string {
  const { notices, ...link } = parse(fragment);
  if (notices.length > 0) throw new Error(`The page would adjust ${fragment}: ${JSON.stringify(notices)}`);
  const written = format(link);
  return `[${text ?? `\`${written}\``}](${PAGE}${written})`;
}

/** Returns the fragment of a run at a step. `changes`: of live settings, with the steps before them. */
export const runFragment = (start: string, h: HyperparameterValues, changes: readonly LiveChange[], step: number): string =>
  `${start}${keys(h)}${changes.length > 0 ? `&then=${changes.map(({ step: at, id, value }) => `${at}:${id}=${value}`).join()}` : ""}&stop=${step}`;

/** Returns the fragment that shows the end of an act: settings from the last restart on, and changes since. `start`: a link's fragment. */
export function actFragment(start: string, acts: readonly Act[], act: number): string {
  const { config } = parse(start);
  const { hyperparameters: table } = findModel(config.model)!;
  let [h, changes, step]: [HyperparameterValues, readonly LiveChange[], number] = [config.hyperparameters, config.then ?? [], 0];
  for (const { change = {}, restart, steps } of acts.slice(0, act + 1)) {
    if (step === 0 || restart || Object.keys(change).some((id) => !table[id]?.live)) {
      h = { ...valuesAt({ hyperparameters: h, then: step === 0 ? [] : changes }, step), ...change };
      if (step > 0) changes = [];
      step = 0;
    } else changes = [...changes, ...Object.entries(change).map(([id, value]) => ({ step, id, value }))];
    step += steps;
  }
  const [first = ""] = start.split("&");
  return runFragment(`${first}&seed=${config.seed}`, h, changes.filter(({ step: at }) => at < step), step);
}
