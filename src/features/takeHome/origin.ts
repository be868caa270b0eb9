/** Where what is saved comes from: experiment, seed, step, link. */
import { exportedLink } from "../../core/exportedLink";
import { findModel } from "../../models/registry";
import type { TakeHomeTexts } from "./texts";
import type { Texts } from "../../i18n";
import type { Room } from "../../ui/context";
import { presetTexts } from "../../ui/presetTexts";
import { countText, settingText } from "../../ui/numbers";

/** The step on show. */
export const shownStep = ({ store }: Pick<Room, "store">): number => {
  const { rewound, step } = store.getState();
  return rewound ?? step;
};

/** "First VAE (first-vae@1), seed 1, step 500", what a second run has else, and the link. Null: of no single step. */
export function originOf(room: Pick<Room, "store" | "session">, all: Texts, texts: TakeHomeTexts, step: number | null = shownStep(room)): readonly string[] {
  const { preset, config, comparison } = room.store.getState();
  const modelName = (id: string) => all.models.list[id]?.name ?? findModel(id)?.id ?? id;
  const named = presetTexts(all, preset?.name, preset?.version);
  const experiment = preset && named ? `${named.title} (${preset.name}@${preset.version})` : `${modelName(config.model)}, ${texts.own}`;
  const valueText = (value: string | number | undefined) => (typeof value === "number" ? settingText(value) : value ?? "");
  const compared = comparison === null ? [] : [comparison.kind === "model"
    ? texts.compared(modelName(config.model), modelName(comparison.model))
    : texts.compared(`${comparison.id} = ${valueText(config.hyperparameters[comparison.id])}`, `${comparison.id} = ${valueText(comparison.value)}`)];
  return [texts.where(experiment, String(config.seed), step === null ? null : countText(step)), ...compared, exportedLink(room.session.link())];
}

/** Without its ending. */
export const fileName = (room: Pick<Room, "store">, what: string): string =>
  `elbo-room-${room.store.getState().config.model}-${what}-step${shownStep(room)}`;
