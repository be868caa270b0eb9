/** The objective as PyTorch writes it and as it runs here. Its lines light up with their term in the equation and their curve. */
import { useId, useMemo, useState } from "react";
import { linesOf, torchOf, torchProgram, type CodeLine } from "../../torch";
import { useRoom, useStore } from "../../ui/context";
import { CloseIcon } from "../../ui/kit/icons";
import { useModel } from "../../ui/useModel";
import { OwnCode } from "./OwnCode";
import { TorchActions, TorchCode } from "./TorchCode";
import { useCodeTexts } from "./texts";
import "./code.css";

const LANGUAGES = ["torch", "page"] as const;

/** The PyTorch program of the model with the run's settings. */
function useTorchProgram(): readonly CodeLine[] {
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const seed = useStore((state) => state.config.seed);
  return useMemo(() => linesOf(torchProgram(model, torchOf(model), h, seed)), [model, h, seed]);
}

export function CodePanel() {
  const { store } = useRoom();
  const texts = useCodeTexts();
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>("torch");
  const lines = useTorchProgram();
  const name = useId();
  const close = () => {
    store.setState({ code: false, highlighted: null });
    document.getElementById("code-button")?.focus();
  };
  return (
    <section className="code" aria-label={texts.region} onKeyDown={(event) => { if (event.key === "Escape") close(); }}>
      <div className="code__head">
        <fieldset className="instrument-switch" role="radiogroup" aria-label={texts.language}>
          {LANGUAGES.map((each) => (
            <label key={each} className="instrument-switch__one">
              <input type="radio" name={name} value={each} checked={each === language} onChange={() => setLanguage(each)} />
              <span>{texts.languages[each]}</span>
            </label>
          ))}
        </fieldset>
        {language === "torch" && <TorchActions lines={lines} />}
        <button type="button" className="button button--icon button--quiet" aria-label={texts.close} onClick={close}><CloseIcon /></button>
      </div>
      {language === "torch" ? <TorchCode lines={lines} /> : <OwnCode />}
    </section>
  );
}
