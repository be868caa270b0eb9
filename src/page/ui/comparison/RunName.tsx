/** The run's name, A or B, and its value of the setting that differs ("β = 4"), or its model. */
import { useStore as useZustand } from "zustand";
import { findModel } from "../../../subject/models/registry";
import { modelName, secondModelName } from "../presetTexts";
import { usePanelParts, useStore, useTexts } from "../context";
import { Tex } from "../equation/Tex";
import { settingValueText } from "../numbers";
import { letterOf } from "./others";

/** Returns the letter of the run whose panel contains the component. */
export function useLetter(): string {
  const { runs, ...run } = usePanelParts();
  return letterOf(runs, run);
}

/** Returns the name of the run whose room contains the component; "" if there is one run. */
export function useRunName(): string {
  const { models } = useTexts();
  const { name, value } = useOwn();
  return name === null ? value : `${models.hyperparameters[name]?.name ?? name} ${value}`;
}

/** `name`: the setting that differs; null: the model does, and `value` is its name. */
function useOwn(): { readonly name: string | null; readonly value: string } {
  const texts = useTexts();
  const { models } = texts;
  const { store, runs: { front } } = usePanelParts();
  const comparison = useStore((state) => state.comparison);
  const config = useStore((state) => state.config);
  const firstModel = useZustand(front.store, (state) => state.config.model);
  if (comparison?.kind !== "setting") return { name: null, value: store !== front.store ? secondModelName(texts, firstModel, config.model) : modelName(texts, config.model) };
  const value = config.hyperparameters[comparison.id] ?? "";
  return { name: comparison.id, value: settingValueText(value, { models }) };
}

export function RunName() {
  const letter = useLetter();
  const { comparison: texts } = useTexts();
  const { name, value } = useOwn();
  const model = useStore((state) => findModel(state.config.model));
  const broken = useStore((state) => state.phase === "failed");
  const symbol = name === null ? undefined : model?.hyperparameters[name]?.symbol;
  return (
    <p className="run-name" aria-hidden="true">
      <span className="run-name__letter" translate="no" data-run={letter}>{letter}</span>{" "}
      <span className="run-name__own" translate="no">
        {symbol && <><Tex tex={symbol} decorative /> = </>}{value}
      </span>
      {broken && <span className="run-name__broken">{texts.broken}</span>}
    </p>
  );
}
