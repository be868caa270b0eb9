/** Compares two runs that differ in one setting, which is chosen here and shown while both are open. */
import { useState } from "react";
import type { Difference } from "../../state/comparison";
import { usePanelParts, useStore, useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { later } from "../kit/later";
import "./comparison.css";

const DifferenceChoice = later(async () => (await import("./DifferenceChoice")).DifferenceChoice);

export function Compare() {
  const { session } = usePanelParts();
  const texts = useTexts().comparison;
  const comparison = useStore((state) => state.comparison);
  const able = useStore((state) => state.opened !== null);
  const [choosing, setChoosing] = useState(false);
  const compare = async (difference: Difference) => {
    setChoosing(false);
    await session.compare(difference);
    if (!comparison) await session.train();
  };
  if (!comparison && !choosing) {
    return (
      <p className="compare">
        <button type="button" id="compare-button" className="button button--quiet" disabled={!able} title={texts.about} onClick={() => setChoosing(true)}>
          {texts.open}
        </button>
      </p>
    );
  }
  return (
    <section className="compare compare--open" aria-label={texts.title}>
      <div className="compare__head">
        <h2 className="panel-title">{texts.title}</h2>
        <button
          type="button" className="button button--quiet"
          onClick={() => (comparison ? quietly(session.compare(null)) : setChoosing(false))}
        >
          {comparison ? texts.end : texts.cancel}
        </button>
      </div>
      <DifferenceChoice key={comparison ? "compared" : "choosing"} onCompare={(difference) => quietly(compare(difference))} />
    </section>
  );
}
