/** Compares two runs that differ in one setting, which is chosen here and shown while both are open. */
import { useState } from "react";
import type { Difference } from "../../state/comparison";
import { usePanelParts, useStore, useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { later } from "../kit/later";
import { meantKey } from "../kit/meantKey";
import { useReturnedFocus } from "../kit/useReturnedFocus";
import { comparisonTexts } from "./texts";
import "./comparison.css";

const DifferenceChoice = later(async () => (await import("./DifferenceChoice")).DifferenceChoice, { texts: comparisonTexts });

export function Compare() {
  const { session } = usePanelParts();
  const texts = useTexts().comparison;
  const comparison = useStore((state) => state.comparison);
  const able = useStore((state) => state.opened !== null);
  const model = useStore((state) => state.config.model);
  const [choosing, setChoosing] = useState(false);
  // The title of what has come, or the button that opens it again, gets the focus.
  const { pressed, target } = useReturnedFocus(comparison ? "compared" : choosing ? "choosing" : able);
  const choose = (on: boolean) => {
    pressed();
    setChoosing(on);
  };
  const compare = async (difference: Difference) => {
    choose(false);
    const opening = session.compare(difference);
    if (!comparison) await session.train(); // begins when this run is open
    await opening;
  };
  if (!comparison && !choosing) {
    return (
      <p className="compare">
        <button ref={target} type="button" id="compare-button" className="button button--quiet" disabled={!able} title={texts.about} onClick={() => choose(true)}>
          {texts.open}
        </button>
      </p>
    );
  }
  return (
    <section
      className="compare compare--open" aria-label={texts.title}
      onKeyDown={(event) => {
        if (meantKey(event) !== "Escape" || comparison) return;
        event.stopPropagation();
        choose(false);
      }}
    >
      <div className="compare__head">
        <h2 className="panel-title" tabIndex={-1} ref={target}>{texts.title}</h2>
        <button
          type="button" className="button button--quiet"
          onClick={() => {
            choose(false);
            if (comparison) quietly(session.compare(null));
          }}
        >
          {comparison ? texts.end : texts.cancel}
        </button>
      </div>
      <DifferenceChoice key={comparison ? "compared" : model} onCompare={(difference) => quietly(compare(difference))} />
    </section>
  );
}
