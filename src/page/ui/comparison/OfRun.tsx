/** The panels within show this run. */
import { useMemo, type ReactNode } from "react";
import type { ShownRun } from "../../state/shownRuns";
import { PanelContext, usePanelParts } from "../context";

export function OfRun({ run: { store, series, frames }, children }: { readonly run: ShownRun; readonly children: ReactNode }) {
  const parts = usePanelParts();
  return <PanelContext value={useMemo(() => ({ ...parts, store, series, frames }), [parts, store, series, frames])}>{children}</PanelContext>;
}
