/** What a moment shows: its name, its question, and the picture of its preset. */
import { trainedStartFor } from "../../state/trainedStart";
import { parse } from "../../state/urlCodec";
import { useTexts } from "../../ui/context";
import { modelName, modelTexts, presetTexts } from "../../ui/presetTexts";
import type { Texts } from "../../i18n";
import type { Moment } from "./talk";

/** Returns what a moment shows: its preset, or else its model. */
export function shownIn({ link }: Pick<Moment, "link">, all: Texts): string {
  const { preset, config } = parse(link);
  return presetTexts(all, preset?.name, preset?.version)?.title ?? modelName(all, config.model);
}

/** Returns the question that a moment asks: the lecturer's, or else its preset's or model's; null: none. */
export function questionIn({ link }: Pick<Moment, "link">, all: Texts): string | null {
  const { question, preset, config } = parse(link);
  return question?.text ?? (presetTexts(all, preset?.name, preset?.version) ?? modelTexts(all, config.model))?.question ?? null;
}

/** Returns the address of a picture of the preset's trained samples, beside the page; null: it has none, or the moment has other settings. */
export function presetPicture({ link }: Pick<Moment, "link">): string | null {
  const { preset, config } = parse(link);
  return trainedStartFor({ preset, begun: config })?.file.replace(/\.safetensors$/, ".png") ?? null;
}

/** Returns a function that names moments: by their title, or else by what they show. */
export function useMomentNames(): (moment: Moment) => string {
  const all = useTexts();
  return (moment) => moment.title || shownIn(moment, all);
}
