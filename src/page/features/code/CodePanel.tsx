/** The objective as a PyTorch program and as this page's own source. Lines are highlighted with their term in the equation and their curve. */
import { useId, useMemo, useState } from "react";
import { onPoints } from "../../../subject/data/registry";
import { linesOf, textOf, torchOf, torchProgram, type CodeLine } from "../../torch";
import { useActions, usePanelParts, useStore } from "../../ui/context";
import { CloseIcon } from "../../ui/kit/icons";
import { later } from "../../ui/kit/later";
import { meantKey } from "../../ui/kit/meantKey";
import { useModel } from "../../ui/useModel";
import { CodeLines, type Line } from "./CodeLines";
import { excerptsOf, type Excerpt } from "./excerpts";
import { TorchActions, TorchCode } from "./TorchCode";
import { programTexts } from "../../ui/program/texts";
import { programs } from "../../ui/program/programs";
import { useNewestLink } from "../../ui/program/useLinkedProgram";
import { useCodeTexts } from "./texts";
import "./code.css";

const OwnProgram = later(async () => (await import("./OwnProgram")).OwnProgram, { texts: programTexts, large: true });

const LANGUAGES = ["torch", "page"] as const;

/** Returns the lines of the PyTorch program of the model with the run's settings; null if a reader has written it. */
function useTorchProgram(): readonly CodeLine[] | null {
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const seed = useStore((state) => state.config.seed);
  return useMemo(() => (model.program ? null : linesOf(torchProgram(model, torchOf(model), h, seed))), [model, h, seed]);
}

export function CodePanel() {
  const lines = useTorchProgram();
  const h = useStore((state) => state.config.hyperparameters);
  const linked = useNewestLink();
  const [edits, setEdits] = useState(linked !== null);
  const [before, setBefore] = useState(linked);
  if (linked !== before) {
    setBefore(linked);
    setEdits(true);
  }
  if (lines !== null && !edits) return <Listing lines={lines} onEdit={onPoints(h) ? null : () => setEdits(true)} />; // programs train on images
  return <EditedProgram key={linked} listing={lines && textOf(lines)} onEnd={() => setEdits(false)} />;
}

/** The reader's program. `listing`: the program of the page's own model; null if the run trains a reader's program. */
function EditedProgram({ listing, onEnd }: { readonly listing: string | null; readonly onEnd: () => void }) {
  const texts = useCodeTexts();
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const source = listing ?? model.program!(h);
  const close = useClose();
  return (
    <section className="code" aria-label={texts.region}>
      <OwnProgram source={source} isRun={listing === null} head={(text) => (
        <div className="code__head">
          <h2 className="panel-title">{texts.editor.title}</h2>
          <TorchActions text={text}>
            {listing !== null && <button type="button" className="button button--quiet" onClick={onEnd}>{texts.editor.end}</button>}
          </TorchActions>
          <button type="button" className="button button--icon button--quiet" aria-label={texts.close} onClick={close}><CloseIcon /></button>
        </div>
      )} />
    </section>
  );
}

function useClose(): () => void {
  const { store } = usePanelParts();
  return () => {
    store.setState({ code: false, highlighted: null });
    document.getElementById("code-button")?.focus();
  };
}

/** The program of one of the page's own models, to read. */
function Listing({ lines, onEdit }: { readonly lines: readonly CodeLine[]; readonly onEdit: (() => void) | null }) {
  const texts = useCodeTexts();
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>("torch");
  const name = useId();
  const close = useClose();
  const actions = useActions(programs);
  const [hasDraft] = useState(() => actions.draft() !== null);
  return (
    <section className="code" aria-label={texts.region} onKeyDown={(event) => { if (meantKey(event) === "Escape") close(); }}>
      <div className="code__head">
        <fieldset className="instrument-switch" role="radiogroup" aria-label={texts.language}>
          {LANGUAGES.map((each) => (
            <label key={each} className="instrument-switch__one">
              <input type="radio" name={name} value={each} checked={each === language} onChange={() => setLanguage(each)} />
              <span>{texts.languages[each]}</span>
            </label>
          ))}
        </fieldset>
        {language === "torch" && <TorchActions text={textOf(lines)}>{onEdit && <button type="button" className="button button--quiet" onClick={onEdit}>{hasDraft ? texts.editor.goOn : texts.editor.edit}</button>}</TorchActions>}
        <button type="button" className="button button--icon button--quiet" aria-label={texts.close} onClick={close}><CloseIcon /></button>
      </div>
      {language === "torch" ? <TorchCode lines={lines} /> : <OwnCode />}
    </section>
  );
}

/** Puts each file's name above its excerpts. */
const withNames = (excerpts: readonly Excerpt[]): readonly Line[] => excerpts.flatMap(({ path, lines }, i) => [
  ...(i > 0 ? [{ text: "", columns: [] }] : []), ...(path === excerpts[i - 1]?.path ? [] : [{ text: `// src/${path}`, columns: [] }]), ...lines,
]);

/** The model's own source, which this page executes. */
function OwnCode() {
  const texts = useCodeTexts();
  const model = useModel();
  const lines = useMemo(() => withNames(excerptsOf(model)), [model]);
  return (
    <>
      <p className="code__about">{texts.aboutPage}</p>
      <CodeLines lines={lines} language="typescript" />
    </>
  );
}
