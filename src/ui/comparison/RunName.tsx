/** The run's name, A or B, and its value of the setting that differs ("β = 4"), or its model. */
import { findModel } from "../../models/registry";
import { modelName } from "../presetTexts";
import { useStore, useTexts } from "../context";
import { Tex } from "../equation/Tex";
import { settingValueText } from "../numbers";

/** Returns the name of the run whose room contains the component; "" if there is one run. */
export function useRunName(): string {
  const { models } = useTexts();
  const { name, value } = useOwn();
  if (name === null) return modelName({ models }, value);
  return `${models.hyperparameters[name]?.name ?? name} ${value}`;
}

/** `name`: the setting that differs; null: the model does. */
function useOwn(): { readonly name: string | null; readonly value: string } {
  const { models } = useTexts();
  const comparison = useStore((state) => state.comparison);
  const config = useStore((state) => state.config);
  if (comparison?.kind !== "setting") return { name: null, value: config.model };
  const value = config.hyperparameters[comparison.id] ?? "";
  return { name: comparison.id, value: settingValueText(value, { models }) };
}

export function RunName({ run }: { readonly run: "A" | "B" }) {
  const { models, comparison: texts } = useTexts();
  const { name, value } = useOwn();
  const model = useStore((state) => findModel(state.config.model));
  const broken = useStore((state) => state.phase === "failed");
  const symbol = name === null ? undefined : model?.hyperparameters[name]?.symbol;
  return (
    <p className="run-name" aria-hidden="true">
      <span className="run-name__letter" data-run={run}>{run}</span>{" "}
      <span className="run-name__own">
        {name === null ? modelName({ models }, value) : <>{symbol && <><Tex tex={symbol} decorative /> = </>}{value}</>}
      </span>
      {broken && <span className="run-name__broken">{texts.broken}</span>}
    </p>
  );
}
