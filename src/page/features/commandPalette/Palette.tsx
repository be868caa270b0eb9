/** The list of commands with its search field. */
import { CommandGroup, CommandInput, CommandItem, CommandList, CommandRoot } from "cmdk";
import { useEffect, useRef, useState } from "react";
import { useShallow } from "zustand/shallow";
import { usePanelParts, useStore, useTexts, type PanelParts } from "../../ui/context";
import { Tex } from "../../ui/equation/Tex";
import type { Command } from "../../ui/kit/commands";
import { quietly } from "../../ui/kit/quietly";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { countText } from "../../ui/numbers";
import { KeyRow } from "../../ui/present/KeyList";
import { KEY } from "./key";
import { pageCommands, rewindCommands } from "./pageCommands";
import { search } from "./search";
import { paletteTexts } from "./texts";
import "./palette.css";

/** The key of the palette, in the list of keys. */
export const PaletteKey = () => <KeyRow name={KEY} what={useLoadedTexts(paletteTexts).open} />;

/** Commands of features that could be fetched. */
async function featureCommands(parts: PanelParts): Promise<readonly Command[]> {
  const created = await Promise.allSettled((await parts.commands()).map((create) => create(parts)));
  return created.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
}

/** Returns the commands that are possible now; null until those of the page have loaded. */
function useCommands(): readonly Command[] | null {
  const parts = usePanelParts();
  const [ofPage, setOfPage] = useState<readonly Command[] | null>(null);
  const [ofFeatures, setOfFeatures] = useState<readonly Command[]>([]);
  useEffect(() => {
    quietly(pageCommands(parts).then(setOfPage));
    quietly(featureCommands(parts).then(setOfFeatures));
  }, [parts]);
  return useStore(useShallow((state) => ofPage && [...ofPage, ...ofFeatures].filter(({ possible }) => possible?.(state) ?? true)));
}

export function Palette() {
  const parts = usePanelParts();
  const texts = useLoadedTexts(paletteTexts);
  const { later } = useTexts().shell;
  const commands = useCommands();
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const groups = search(commands ? [...rewindCommands(parts, query), ...commands] : [], query);
  const found = groups.reduce((sum, { commands }) => sum + commands.length, 0);
  const choose = ({ run }: Command) => {
    field.current?.closest("dialog")?.close(); // the focus returns to where it was, before the command moves it
    run();
  };
  return (
    <CommandRoot className="command-palette" label={texts.search} shouldFilter={false} vimBindings={false} loop>
      <CommandInput ref={field} className="field command-palette__field" placeholder={texts.hint} value={query} onValueChange={setQuery} />
      <p className={found > 0 ? "visually-hidden" : undefined} role="status">
        {commands === null ? later.loading : found > 0 ? texts.found(countText(found)) : texts.none(query.trim())}
      </p>
      <CommandList className="command-palette__list" label={texts.search}>
        {groups.map(({ group, commands }) => (
          <CommandGroup key={group} className="command-palette__group" heading={<span className="panel-title">{texts.groups[group]}</span>}>
            {commands.map((command) => (
              <CommandItem key={command.id} className="command-palette__command" value={command.id} onSelect={() => choose(command)}><Entry {...command} /></CommandItem>
            ))}
          </CommandGroup>
        ))}
      </CommandList>
    </CommandRoot>
  );
}

function Entry({ name, symbol, keys, note }: Command) {
  const language = useStore((state) => state.language);
  const noted = useStore((state) => note?.(state) ?? null);
  return (
    <>
      {symbol && <span className="command-palette__symbol" aria-hidden="true"><Tex tex={symbol} /></span>}
      <span className="command-palette__name">{name[language]}</span>
      {noted !== null && <span className="command-palette__note">{noted}</span>}
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </>
  );
}
