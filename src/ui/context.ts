/** How panels reach the store, the running experiment, its losses and pictures, and the texts in the reader's language. */
import { createContext, use, useEffect, useMemo, useSyncExternalStore } from "react";
import { useStore as useZustand } from "zustand";
import { onPoints } from "../data/registry";
import { hasTexts, onTexts, textsOf, type Label, type Texts } from "../i18n";
import { textsWithModel } from "../i18n/ofModel";
import { partTexts, type AllTexts } from "../i18n/parts";
import { laterTextsOfPoints, textsOfPoints } from "../i18n/points";
import type { Frames } from "../state/frames";
import type { CreateActions } from "../state/pageParts";
import type { Series } from "../state/series";
import type { Session } from "../state/session";
import type { State, Store } from "../state/store";
import { quietly } from "./kit/quietly";
import type { Slots } from "./kit/slots";

export interface Room {
  /** What each feature shows. */
  readonly slots: readonly Slots[];
  readonly store: Store;
  readonly session: Session;
  readonly series: Series;
  readonly frames: Frames;
  /** What the second of two runs shows; nothing where there is one. */
  readonly second: Pick<Room, "store" | "series" | "frames">;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = use(RoomContext);
  if (!room) throw new Error("A panel was rendered outside of <RoomContext>.");
  return room;
}

/** The room of the second of two runs. */
export function useSecondRoom(): Room {
  const room = useRoom();
  return useMemo(() => ({ ...room, ...room.second }), [room]);
}

/** What a feature can do. */
export const useActions = <A extends object>(create: CreateActions<A>): A => useRoom().session.actions(create);

export function useStore<T>(select: (state: State) => T): T {
  return useZustand(useRoom().store, select);
}

/** For the model and the kind of data on show. */
export function useTexts(): Texts {
  const language = useStore((state) => state.language);
  const points = useStore((state) => onPoints(state.config.hyperparameters));
  const model = useStore((state) => state.config.model);
  const texts = textsWithModel(useSyncExternalStore(onTexts, () => textsOf(language)), model);
  return points && hasTexts(language) ? textsOfPoints(texts, language) : texts;
}

export const useLabel = (label: Label): string => label[useStore((state) => state.language)];

/** In parts that are opened later, which come with texts of their own. In the language before, until the reader's have come. */
export function useAllTexts(): AllTexts {
  const texts = useTexts();
  const language = useStore((state) => state.language);
  const parts = useSyncExternalStore(partTexts.on, () => partTexts.of(language) ?? partTexts.any);
  useEffect(() => quietly(partTexts.load(language)), [language]);
  if (!parts) throw new Error("A part that is opened later was rendered before its texts had come.");
  const points = useStore((state) => onPoints(state.config.hyperparameters));
  return useMemo(() => ({ ...texts, ...parts, measuring: points ? laterTextsOfPoints(parts.measuring, language) : parts.measuring }), [texts, parts, points, language]);
}
