/** Shows a panel for both compared runs side by side, each under the value that differs; with one run, only the panel. */
import type { ReactNode } from "react";
import { PanelContext, useSecondPanelParts, useStore, useTexts } from "../context";
import { RunName, useRunName } from "./RunName";
import "./comparison.css";

export function Both({ children }: { readonly children: ReactNode }) {
  const second = useSecondPanelParts();
  const compared = useStore((state) => state.comparison !== null);
  if (!compared) return <>{children}</>;
  return (
    <div className="both">
      <One run="A">{children}</One>
      <PanelContext value={second}><One run="B">{children}</One></PanelContext>
    </div>
  );
}

function One({ run, children }: { readonly run: "A" | "B"; readonly children: ReactNode }) {
  const texts = useTexts().comparison;
  const name = useRunName();
  return (
    <div className="both__one" role="group" aria-label={texts.run(run, name)}>
      <RunName run={run} />
      {children}
    </div>
  );
}
