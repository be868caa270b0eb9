/** Shows a panel for each of the compared runs side by side, under the value that differs; with one run, only the panel. */
import type { ReactNode } from "react";
import { useTexts } from "../context";
import { useOthers } from "./others";
import { OfRun } from "./OfRun";
import { RunName, useLetter, useRunName } from "./RunName";
import "./comparison.css";

export function Both({ children }: { readonly children: ReactNode }) {
  const others = useOthers();
  if (others.length === 0) return <>{children}</>;
  return (
    <div className="both">
      <One>{children}</One>
      {others.map((run, place) => <OfRun key={place} run={run}><One>{children}</One></OfRun>)}
    </div>
  );
}

function One({ children }: { readonly children: ReactNode }) {
  const texts = useTexts().comparison;
  const name = useRunName();
  return (
    <div className="both__one" role="group" aria-label={texts.run(useLetter(), name)}>
      <RunName />
      {children}
    </div>
  );
}
