/** Chooses the contents of a link, previews it, and copies it or an embedding frame. The choices are not remembered. */
import { useEffect, useState } from "react";
import { check } from "../../../core/model/hyperparameters";
import type { RequestedBackend } from "../../../core/run/runConfig";
import { findModel } from "../../../subject/models/registry";
import { NO_GUESSES } from "../../state/guesses";
import { LINK_PARTS, type LinkPart } from "../../state/link/key";
import { isTrained, momentOf } from "../../state/link/moment";
import { viewKeys } from "../../state/link/view";
import { format, partOf, type Link } from "../../state/urlCodec";
import { usePanelParts, useStore, useTexts } from "../context";
import { isFileLink } from "../kit/isFileLink";
import { countText } from "../numbers";
import { isDark } from "../preferences/theme";
import { useLoadedTexts } from "../kit/useLaterTexts";
import { Choice } from "../kit/Choice";
import { Slot } from "../kit/Slot";
import { linkToCopy, type LinkToCopy } from "./linkToCopy";
import { linkTexts } from "./texts";
import { CopyField } from "./CopyField";
import "./linkDialog.css";

/** The step offered before anything has been trained. */
const DEFAULT_STEP = 1000;

interface Props {
  /** True if the browser could not copy it. */
  readonly byHand: boolean;
}

export function LinkChoices({ byHand }: Props) {
  const parts = usePanelParts();
  /** The link of the experiment when the dialog was opened. */
  const [opened, setOpened] = useState<LinkToCopy | null>(null);
  useEffect(() => void linkToCopy(parts).then(setOpened), [parts]);
  return opened && <Choices {...opened} byHand={byHand} />;
}

function Choices({ link, lacksProgram, byHand }: LinkToCopy & Props) {
  const { session, store } = usePanelParts();
  /** The run's last step when the dialog was opened. */
  const [step] = useState(() => store.getState().step);
  const texts = useLoadedTexts(linkTexts);
  const [leftOut, setLeftOut] = useState<readonly LinkPart[]>([]);
  const [opens, setOpens] = useState(link);
  /** How often "This very moment" was switched: the fields take its values. */
  const [moments, setMoments] = useState(0);
  const address = session.link(format(opens, leftOut));
  const trained = isTrained(link, step);
  const moment = trained && opens.autostart && opens.stop === step && leftOut.length === 0;
  const takeMoment = (on: boolean) => {
    if (on) setLeftOut([]);
    setMoments(moments + 1);
    setOpens(on ? momentOf(opens, step) : { ...opens, autostart: link.autostart, stop: link.stop });
  };
  return (
    <>
      <p className="link__about">{texts.about}</p>
      {(link.linkedDraft ?? null) !== null && <p className="link__about">{texts.untrained}</p>}
      {lacksProgram && <p role="alert">{texts.lacksProgram}</p>}
      {isFileLink(address) && <p role="alert">{texts.file}</p>}
      <Choice name={texts.moment} checked={moment} disabled={!trained} onChange={takeMoment}>
        <small>{trained ? texts.momentAt(countText(step)) : texts.noMoment}</small>
      </Choice>
      <div className="link__choices">
        <fieldset className="link__group">
          <legend className="panel-title">{texts.shows}</legend>
          {LINK_PARTS.map((part) => {
            const says = partOf(link, part);
            const name = part === "position" && !findModel(link.config.model)?.conditional ? texts.justPosition : texts.parts[part];
            return (
              <Choice key={part} name={name} checked={says !== "" && !leftOut.includes(part)} disabled={says === ""}
                onChange={(on) => setLeftOut(on ? leftOut.filter((other) => other !== part) : [...leftOut, part])}>
                {says === "" ? <small>{texts.nothing}</small> : <small className="link__says" title={says}>{says}</small>}
              </Choice>
            );
          })}
        </fieldset>
        <Opens key={moments} link={opens} step={step} onChange={(change) => setOpens({ ...opens, ...change })} />
      </div>
      <CopyField name={texts.link} copy={texts.copy} text={address} rows={3} byHand={byHand} />
      <Slot name="link" link={opens} leftOut={leftOut} />
    </>
  );
}

/** What someone who opens the link sees besides the experiment. */
function Opens({ link, step, onChange }: { readonly link: Link; readonly step: number; onChange(change: Partial<Link>): void }) {
  const { shell } = useTexts();
  const texts = useLoadedTexts(linkTexts);
  const language = useStore((state) => state.language);
  const dark = useStore((state) => isDark(state.theme));
  const inLesson = useStore(({ notebook }) => (link.lesson && notebook[link.lesson]?.guesses) || NO_GUESSES);
  const inStudy = useStore(({ studyNotes }) => link.study && studyNotes.guesses[link.study]);
  const guesses = link.study && inStudy ? { [link.study]: inStudy } : inLesson;
  const here = useStore((state) => state.opened?.backend ?? null);
  const [stop, setStop] = useState(String(link.stop ?? (step || DEFAULT_STEP)));
  const [backend] = useState<RequestedBackend | null>(link.config.backend === "auto" ? here : link.config.backend);
  const stopOf = (written: string) => {
    const checked = check(viewKeys.stop.spec, written);
    return checked.kind === "rejected" ? null : Number(checked.value) || null;
  };
  const theme = dark ? "dark" : "light";
  return (
    <fieldset className="link__group">
      <legend className="panel-title">{texts.opens}</legend>
      <Choice name={texts.autostart} checked={link.autostart} onChange={(autostart) => onChange({ autostart })} />
      <div className="link__stop">
        <Choice name={texts.stop} checked={link.stop !== null} onChange={(on) => onChange({ stop: on ? stopOf(stop) : null })} />
        <input className="field" type="number" inputMode="numeric" min={1} max={viewKeys.stop.spec.max} aria-label={texts.stopStep} value={stop}
          onChange={({ target }) => {
            setStop(target.value);
            onChange({ stop: stopOf(target.value) });
          }} />
      </div>
      <Choice name={texts.present} checked={link.present} onChange={(present) => onChange({ present })} />
      <Choice name={texts.language} checked={link.language !== null} onChange={(on) => onChange({ language: on ? language : null })} />
      <Choice name={texts.themes[theme]} checked={link.theme !== null} onChange={(on) => onChange({ theme: on ? theme : null })} />
      {Object.keys(guesses).length > 0 && (
        <Choice name={texts.guesses} checked={link.guesses !== NO_GUESSES} onChange={(on) => onChange({ guesses: on ? guesses : NO_GUESSES })} />
      )}
      {backend && (
        <Choice name={texts.backend(shell.backends[backend])} checked={link.config.backend !== "auto"}
          onChange={(on) => onChange({ config: { ...link.config, backend: on ? backend : "auto" } })} />
      )}
    </fieldset>
  );
}
