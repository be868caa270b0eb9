/** Chooses how another page embeds the experiment: the whole page or chosen panels, by a frame or by the element. Shows the HTML. */
import { useId, useState } from "react";
import { embedTexts } from "./texts";
import { MAX_TEXT, MAX_TITLE, PANELS, STANDARD_PANELS, type Embed, type PanelName } from "../../state/embed";
import { elementOf, frameOf } from "./embedCode";
import { format } from "../../state/urlCodec";
import { usePanelParts } from "../../ui/context";
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
  const id = useId();
  const fragment = format(link, leftOut);
  const chosen: Embed = {
    panels: panels.length > 0 ? PANELS.filter((panel) => panels.includes(panel)) : STANDARD_PANELS,
    title: title.trim() || null, text: text.trim() || null, locked: [], without: [], origin: null,
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
          <label>{texts.heading} <input className="field" value={title} maxLength={MAX_TITLE} onChange={({ target }) => setTitle(target.value)} /></label>
          <label>{texts.text} <textarea className="field" rows={2} value={text} maxLength={MAX_TEXT} onChange={({ target }) => setText(target.value)} /></label>
        </div>
      )}
      <CopyField name={texts.frame} copy={texts.copyFrame} text={html()} rows={4} />
    </>
  );
}
