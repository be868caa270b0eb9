/** Chooses how another page embeds the experiment: the whole page or chosen panels, by a frame or by the element, and what readers can use. Shows the HTML. */
import { useId, useState } from "react";
import { isFixed, isInUse, type Hyperparameter } from "../../../core/model/hyperparameters";
import { findModel } from "../../../subject/models/registry";
import { embedTexts } from "./texts";
import { CONTROLS, isIncluded, isLocked, MAX_TEXT, MAX_TITLE, PANELS, STANDARD_EMBED, STANDARD_PANELS, type Embed, type PanelName } from "../../state/embed";
import { elementOf, frameOf } from "./embedCode";
import { format } from "../../state/urlCodec";
import { usePanelParts, useTexts } from "../../ui/context";
import { useAbout, useTitle } from "../../ui/play/PresetChoice";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { Choice } from "../../ui/kit/Choice";
import type { SlotProps } from "../../ui/kit/slots";
import { CopyField } from "../../ui/header/CopyField";

const FORMS = ["page", "element", "frame"] as const;

export function EmbedChoices({ link, leftOut }: SlotProps["link"]) {
  const { session } = usePanelParts();
  const { choice: texts } = useLoadedTexts(embedTexts);
  const [form, setForm] = useState<(typeof FORMS)[number]>("page");
  const [panels, setPanels] = useState<readonly PanelName[]>(STANDARD_PANELS);
  const [title, setTitle] = useState(useTitle());
  const [text, setText] = useState(useAbout()?.about ?? "");
  const [rules, setRules] = useState<Rules>(STANDARD_EMBED);
  const id = useId();
  const fragment = format(link, leftOut);
  const hasSettings = panels.includes("settings");
  const isControl = (name: string) => CONTROLS.some((one) => one === name);
  const chosen: Embed = {
    panels: panels.length > 0 ? PANELS.filter((panel) => panels.includes(panel)) : STANDARD_PANELS,
    title: title.trim() || null, text: text.trim() || null, origin: null,
    locked: hasSettings ? rules.locked : [], without: rules.without.filter((name) => hasSettings || isControl(name)),
  };
  const html = () => {
    switch (form) {
      case "page": return frameOf(session.link(fragment));
      case "element": return elementOf(new URL("elbo-room.js", session.link(fragment)).href, fragment, chosen);
      case "frame": return frameOf(session.link(format({ ...link, present: false, embed: chosen }, leftOut)), true);
      default: return form satisfies never;
    }
  };
  return (
    <>
      <fieldset className="link__group">
        <legend className="panel-title">{texts.title}</legend>
        {FORMS.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name={id} checked={one === form} onChange={() => setForm(one)} />
            <span>{texts.forms[one]}<small>{texts.about[one]}</small></span>
          </label>
        ))}
      </fieldset>
      {form !== "page" && (
        <div className="link__embed">
          <div className="link__panels">
            {PANELS.map((panel) => (
              <Choice key={panel} name={texts.panels[panel]} checked={panels.includes(panel)}
                onChange={(on) => setPanels(on ? [...panels, panel] : panels.filter((other) => other !== panel))} />
            ))}
          </div>
          <fieldset className="link__group">
            <legend className="panel-title">{texts.controls.title}</legend>
            <div className="link__panels">
              {CONTROLS.map((name) => (
                <Choice key={name} name={texts.controls.names[name]} checked={!rules.without.includes(name)}
                  onChange={(on) => setRules({ ...rules, without: withOrWithout(rules.without, name, !on) })} />
              ))}
            </div>
          </fieldset>
          {hasSettings && <SettingRules link={link} rules={rules} onChange={setRules} />}
          <label>{texts.heading} <input className="field" value={title} maxLength={MAX_TITLE} onChange={({ target }) => setTitle(target.value)} /></label>
          <label>{texts.text} <textarea className="field" rows={2} value={text} maxLength={MAX_TEXT} onChange={({ target }) => setText(target.value)} /></label>
        </div>
      )}
      <CopyField name={texts.frame} copy={texts.copyFrame} text={html()} rows={4} />
    </>
  );
}

/** What readers can change, and what they do not see. */
type Rules = Pick<Embed, "locked" | "without">;

const withOrWithout = (names: readonly string[], name: string, on: boolean) => [...names.filter((other) => other !== name), ...(on ? [name] : [])];

/** For each setting that the frame shows: readers can change it, see it locked, or do not see it. */
function SettingRules({ link: { config }, rules, onChange }: { readonly link: SlotProps["link"]["link"]; readonly rules: Rules; onChange(rules: Rules): void }) {
  const { settings: texts } = useLoadedTexts(embedTexts).choice;
  const { models: { hyperparameters: names }, shell } = useTexts();
  const table = Object.entries<Hyperparameter>(findModel(config.model)?.hyperparameters ?? {});
  const ids = [...table.flatMap(([id, spec]) => (isInUse(spec, config.hyperparameters) && !isFixed(spec) ? [id] : [])), "seed"];
  const embed: Embed = { ...STANDARD_EMBED, ...rules };
  const all = rules.locked.includes("all");
  return (
    <fieldset className="link__group">
      <legend className="panel-title">{texts.title}</legend>
      <Choice name={texts.all} checked={all} onChange={(on) => onChange({ ...rules, locked: on ? ["all"] : [] })} />
      <div className="link__panels">
        {ids.map((id) => (
          <label key={id} className="link__rule">
            <span>{id === "seed" ? shell.experiment.seed : names[id]?.name ?? id}</span>
            <select className="setting__menu" value={!isIncluded(embed, id) ? "hidden" : isLocked(embed, id) ? "locked" : "free"}
              onChange={({ target: { value } }) => onChange({
                locked: all ? rules.locked : withOrWithout(rules.locked, id, value === "locked"), without: withOrWithout(rules.without, id, value === "hidden"),
              })}>
              {(all ? ["locked", "hidden"] as const : ["free", "locked", "hidden"] as const).map((one) => <option key={one} value={one}>{texts.ways[one]}</option>)}
            </select>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
