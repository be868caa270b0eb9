/** A kept run in the list: its samples, name, settings that tell it apart, and actions. */
import { useState, type ReactNode } from "react";
import type { Hyperparameter } from "../../../core/model/hyperparameters";
import { isWritten } from "../../../core/model/model";
import { findModel } from "../../../subject/models/registry";
import type { KeptRunsTexts } from "./texts";
import { MAX_NAME, type KeptRun as Run } from "../../state/keptRuns";
import type { Trait } from "../../../core/run/liveChanges";
import { parse } from "../../state/urlCodec";
import { useStore, useTexts } from "../../ui/context";
import { Tex } from "../../ui/equation/Tex";
import { meantKey } from "../../ui/kit/meantKey";
import { modelName, presetTexts } from "../../ui/presetTexts";
import { countText, megabytesText } from "../../ui/numbers";
import { useSmallPicture } from "../../ui/pictures/usePicture";
import { traitsText, traitValues } from "../../ui/runTraits";
import { whenText } from "./whenText";

interface Props {
  readonly run: Run;
  readonly traits: readonly Trait[];
  readonly texts: KeptRunsTexts;
  readonly onShow: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Null restores the name of its preset or model. */
  onRename(name: string | null): void;
  onOpen(): void;
  onCompare(): void;
  onRemove(): void;
}

export function KeptRun({ run, traits, texts, onShow, now, onRename, onOpen, onCompare, onRemove }: Props) {
  const all = useTexts();
  const language = useStore((state) => state.language);
  const [asked, setAsked] = useState(false);
  const { model, picture } = run;
  const canvas = useSmallPicture(picture);
  const preset = isWritten({ id: model }) ? null : parse(run.fragment).preset;
  const usual = presetTexts(all, preset?.name)?.title ?? modelName(all, model);
  const title = run.name ?? usual;
  const differs = traitsText(traits, all);
  const name = differs === "" ? title : `${title} · ${differs}`;
  const step = countText(run.step);
  return (
    <li>
      {picture ? <canvas ref={canvas} role="img" aria-label={texts.picture(name)} /> : <span className="kept-runs__no-picture" />}
      <div className="kept-runs__about">
        <Name name={title} rename={texts.renameIt(name, step)} texts={texts} onRename={(given) => onRename(given === usual ? null : given || null)}>
          {run.name !== null && <span translate="no">{usual}</span>}
          {differs !== "" && <span className="visually-hidden">{differs}</span>}
          <Traits traits={traits} model={model} />
        </Name>
        <span>{texts.facts(step, whenText(run.keptAt, now, language), megabytesText(run.bytes))}</span>
      </div>
      <div className="kept-runs__ways">
        {onShow ? <span>{texts.onShow}</span> : (
          <>
            <button className="button" aria-label={texts.goOnWith(name, step)} onClick={onOpen}>{texts.goOn}</button>
            <button className="button" title={texts.compareWith(name, step)} onClick={onCompare}>{texts.compare}</button>
            {asked
              ? <button className="button" autoFocus onClick={onRemove} onBlur={() => setAsked(false)}>{texts.sure}</button>
              : <button className="button button--quiet" aria-label={texts.removeIt(name, step)} onClick={() => setAsked(true)}>{texts.remove}</button>}
          </>
        )}
      </div>
    </li>
  );
}

/** The settings with their symbols: `β 40 → 10`. */
function Traits({ traits, model }: { readonly traits: readonly Trait[]; readonly model: string }) {
  const all = useTexts();
  const table: Readonly<Record<string, Hyperparameter>> = findModel(model)?.hyperparameters ?? {};
  return traits.map((trait, i) => {
    const symbol = table[trait.id]?.symbol;
    return (
      <span key={trait.id} className="kept-runs__trait" aria-hidden="true">
        {symbol ? <><Tex tex={symbol} decorative /> {traitValues(trait, all)}</> : traitsText([trait], all)}{i < traits.length - 1 && all.shell.separator}
      </span>
    );
  });
}

interface NameProps extends Pick<Props, "texts"> {
  readonly name: string;
  /** What follows the name. */
  readonly children: ReactNode;
  /** The button's name. */
  readonly rename: string;
  onRename(name: string): void;
}

/** Enter and leaving the field apply the name; Escape discards the change. */
function Name({ name, rename, texts, children, onRename }: NameProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    setDraft(null);
    if (draft !== null && draft.trim() !== name) onRename(draft.trim());
  };
  if (draft === null) {
    return (
      <span className="kept-runs__name">
        <strong translate="no">{name}</strong>{children} <button className="button button--quiet" aria-label={rename} onClick={() => setDraft(name)}>{texts.rename}</button>
      </span>
    );
  }
  return (
    <form className="kept-runs__name" onSubmit={(event) => { event.preventDefault(); keep(); }}>
      <input className="field" autoFocus aria-label={texts.newName} maxLength={MAX_NAME} value={draft} onFocus={({ target }) => target.select()}
        onChange={({ target }) => setDraft(target.value)} onBlur={keep}
        onKeyDown={(event) => {
          if (meantKey(event) !== "Escape") return;
          event.preventDefault(); // the dialog stays open
          setDraft(null);
        }} />
    </form>
  );
}
