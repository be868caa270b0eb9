/** Finds commands by their names in every language, their symbols and other words. */
import { COMMAND_GROUPS, type Command, type CommandGroup } from "../../ui/kit/commands";
import { plainSymbol } from "../../ui/lossChart/changeText";

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The symbol as it is displayed and as it is written in TeX: ηD/ηG, eta_D/eta_G. */
const symbolWords = (tex: string): string => `${plainSymbol(tex)} ${tex.replaceAll(/\\(?:mathrm|mathcal|tilde)|[\\{}]/g, "")}`;

/** Quality of a match, from 0; null: no match. The order of commands of the same quality stays. */
function qualityOf({ name, symbol = "", words = "", about }: Command, query: string): number | null {
  const names = Object.values(name).map(folded);
  const terms = folded([...names, symbol && symbolWords(symbol), words].join(" "));
  const tokens = query.split(/\s+/);
  const each = terms.split(/[\s/:：,，]+/);
  if (names.includes(query)) return 0;
  if (names.some((one) => one.startsWith(query)) || each.includes(query)) return 1;
  if (tokens.every((token) => each.some((word) => word.startsWith(token)))) return 2;
  if (tokens.every((token) => terms.includes(token))) return 3;
  const all = about ? `${terms} ${folded(Object.values(about).join(" "))}` : terms;
  return tokens.every((token) => all.includes(token)) ? 4 : null;
}

export interface FoundGroup {
  readonly group: CommandGroup;
  readonly commands: readonly Command[];
}

/** Returns the commands that match, in groups. Better matches and their groups come first; an empty query matches all. */
export function search(commands: readonly Command[], written: string): readonly FoundGroup[] {
  const query = folded(written.trim());
  const found = commands.flatMap((command) => {
    const quality = query === "" ? 0 : qualityOf(command, query);
    return quality === null ? [] : [{ command, quality }];
  }).sort((a, b) => a.quality - b.quality);
  return COMMAND_GROUPS
    .map((group) => found.filter(({ command }) => command.group === group))
    .filter((all) => all.length > 0)
    .sort(([a], [b]) => a!.quality - b!.quality)
    .map((all) => ({ group: all[0]!.command.group, commands: all.map(({ command }) => command) }));
}
