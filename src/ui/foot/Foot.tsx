/** The page's last lines: what the preset is about, the question it asks, and the way to the list of keys. */
import { useStore, useTexts } from "../context";
import { openDialog } from "../layout/Dialog";
import { presetTexts } from "../layout/presetTexts";
import "./foot.css";

export function Foot() {
  const texts = useTexts();
  const about = presetTexts(texts, useStore((state) => state.preset?.name));
  return (
    <footer className="foot">
      {about && <p className="foot__about">{about.about}</p>}
      <p className="foot__question">
        <span className="foot__try">{texts.shell.foot.try}</span> {about?.question ?? texts.shell.foot.own}
      </p>
      <button className="button button--quiet foot__keys" onClick={() => openDialog("keys-dialog")}>
        <kbd>?</kbd> {texts.shell.foot.keys}
      </button>
    </footer>
  );
}
