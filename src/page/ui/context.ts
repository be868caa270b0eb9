/** How panels reach the store, the running experiment, its losses and pictures, and the texts in the reader's language. */
import { createContext, use, useEffect, useMemo, useSyncExternalStore } from "react";
import { useStore as useZustand } from "zustand";
import { onPoints } from "../../subject/data/registry";
import { onTexts, textsOf, type Label, type Texts } from "../i18n";
import { textsWithModel } from "../i18n/textsWithModel";
import { partTexts, type AllTexts } from "../i18n/parts";
import { textsOfPoints } from "../i18n/points";
import type { CreateActions } from "../state/pageParts";
import type { Session } from "../state/session";
import type { ShownRun, ShownRuns } from "../state/shownRuns";
import type { State } from "../state/store";
import { quietly } from "./kit/quietly";
import type { Command } from "./kit/commands";
import type { Slots } from "./kit/slots";

/** Creates a feature's commands. Resolves when their texts have loaded. */
export type Commands = (parts: PanelParts) => Promise<readonly Command[]>;

/** The parts of the page that panels use, with the run that the panel shows. */
export interface PanelParts extends ShownRun {
  /** The components of each feature. */
  readonly slots: readonly Slots[];
  /** Fetches what creates each feature's commands. */
  readonly commands: () => Promise<readonly Commands[]>;
  readonly session: Session;
  /** All runs that the page shows. */
  readonly runs: ShownRuns;
}

export const PanelContext = createContext<PanelParts | null>(null);

/** Returns the parts for the panel's run. Throws outside of <PanelContext>. */
export function usePanelParts(): PanelParts {
  const parts = use(PanelContext);
  if (!parts) throw new Error("A panel was rendered outside of <PanelContext>.");
  return parts;
}

/** Returns the actions that a feature defines by `create`. */
export const useActions = <A extends object>(create: CreateActions<A>): A => usePanelParts().session.actions(create);

/** Returns a selected part of the store; the component is drawn again when it changes. */
export function useStore<T>(select: (state: State) => T): T {
  return useZustand(usePanelParts().store, select);
}

/** Returns the texts in the reader's language, worded for the current model and kind of data. */
export function useTexts(): Texts {
  const language = useStore((state) => state.language);
  const points = useStore((state) => onPoints(state.config.hyperparameters));
  const model = useStore((state) => state.config.model);
  const texts = textsWithModel(useSyncExternalStore(onTexts, () => textsOf(language), () => textsOf(language)), model);
  return points ? textsOfPoints(texts) : texts;
}

/** Returns a label in the reader's language. */
export const useLabel = (label: Label): string => label[useStore((state) => state.language)];

/** Returns the texts for parts that are fetched when opened. They stay in the previous language until the reader's have loaded. */
export function useAllTexts(): AllTexts {
  const texts = useTexts();
  const language = useStore((state) => state.language);
  const parts = useSyncExternalStore(partTexts.on, () => partTexts.of(language) ?? partTexts.any);
  useEffect(() => quietly(partTexts.load(language)), [language]);
  if (!parts) throw new Error("A part that is opened later was rendered before its texts had come.");
  const points = useStore((state) => onPoints(state.config.hyperparameters));
  return useMemo(() => ({ ...texts, ...parts, measuring: points ? textsOfPoints(parts.measuring) : parts.measuring }), [texts, parts, points]);
}
