/** The curves' names with their values at the cursor or the current ones. A click hides a curve; pointer or focus highlights it. */
import type { ReactNode } from "react";
import type { LossColumn } from "../../core/model/model";
import { RunName } from "../comparison/RunName";
import { isHeldOutOutdated } from "../../state/outdated";
import { PanelContext, usePanelParts, useSecondPanelParts, useStore, useTexts } from "../context";
import { useHighlight } from "../equation/useHighlight";
import { countText, lossText } from "../numbers";
import { isDense, type Mark } from "../palette";
import { HighlightTarget } from "../HighlightTarget";
import { valueAt } from "./chartData";
import { SECOND_DASH, Swatch } from "./Swatch";
import { useDifferentInBoth, usePreviousDiffers } from "./useSameLoss";
import { useShownLoss } from "./useShownLoss";
import type { Units } from "./useUnits";

interface Props {
  readonly columns: readonly LossColumn[];
  readonly marks: ReadonlyMap<string, Mark>;
  readonly units: Units;
  readonly hidden: ReadonlySet<string>;
  /** Whether the run before a restart is shown. */
  readonly before: boolean;
  /** The step under the cursor. */
  readonly at: number | null;
  onToggle(columnId: string): void;
  onToggleBefore(): void;
  /** Shown at the end of the legend. */
  readonly children?: ReactNode;
}

export function Legend({ columns, marks, units, hidden, before, at, onToggle, onToggleBefore, children }: Props) {
  const texts = useTexts().instruments;
  const heldOut = useStore(({ heldOut: all, rewound }) => all.findLast(({ step }) => step <= (rewound ?? Infinity)));
  const outdated = useStore((state) => heldOut !== undefined && isHeldOutOutdated(heldOut, state));
  const { outdatedTitle } = useTexts().measurements;
  const total = columns.find(({ kind, id }) => kind === "total" && heldOut?.values[id] !== undefined)
    ?? columns.find(({ id }) => heldOut?.values[id] !== undefined);
  const dense = isDense(columns);
  const compared = useStore((state) => state.comparison !== null);
  const previousDiffers = usePreviousDiffers(columns);
  return (
    <div
      className={`loss-chart__legend${dense ? " loss-chart__legend--dense" : ""}`} role="group" aria-label={texts.chart.curves}
    >
      {compared && <RunKey columns={columns} />}
      {columns.map(({ id }) => (
        <Entry
          key={id} id={id} mark={marks.get(id)!} starred={units.isMarked(id)} shown={!hidden.has(id)} at={at}
          dense={dense} onToggle={onToggle}
        />
      ))}
      {heldOut && total && (
        <span
          className="loss-chart__entry loss-chart__entry--held-out" data-outdated={outdated || undefined}
          title={outdated ? `${texts.chart.heldOutTitle} ${outdatedTitle}` : texts.chart.heldOutTitle}
        >
          <Swatch mark={marks.get(total.id)!} points />
          {texts.chart.heldOut} <span className="loss-chart__value">{lossText(heldOut.values[total.id])}</span>
          {heldOut.negativeElbo !== undefined && isOtherNumber(heldOut.negativeElbo, heldOut.values[total.id]) && (
            <> {texts.chart.heldOutElbo} <span className="loss-chart__value">{lossText(heldOut.negativeElbo)}</span></>
          )}
          <span className="loss-chart__age">{texts.chart.heldOutAt(countText(heldOut.step), countText(heldOut.images))}</span>
        </span>
      )}
      {previousDiffers !== null && !compared && (
        <HighlightTarget
          className="loss-chart__entry loss-chart__entry--before" pressed={before} onClick={onToggleBefore}
          title={previousDiffers ? texts.chart.beforeOtherTitle : texts.chart.beforeTitle}
        >
          <svg className="swatch" width="26" height="10" viewBox="0 -5 26 10" aria-hidden="true">
            <path d="M0,0H24" stroke="currentColor" strokeWidth="1.5" strokeDasharray="1.5 3" fill="none" />
          </svg>
          {previousDiffers ? texts.chart.beforeOther : texts.chart.before}
        </HighlightTarget>
      )}
      {children}
    </div>
  );
}

/** Whether the two would be displayed differently. */
const isOtherNumber = (one: number, other: number | undefined): boolean => lossText(one) !== lossText(other);

interface EntryProps {
  readonly id: string;
  readonly mark: Mark;
  /** This column has no unit although others have one. */
  readonly starred: boolean;
  readonly shown: boolean;
  readonly at: number | null;
  /** If there is little room, only the name or the value is shown. */
  readonly dense: boolean;
  onToggle(columnId: string): void;
}

function Entry({ id, mark, starred, shown, at, dense, onToggle }: EntryProps) {
  const { models } = useTexts();
  const { highlighted, handlers } = useHighlight(id);
  const name = models.terms[id]?.name ?? id;
  return (
    <HighlightTarget
      className={`loss-chart__entry${highlighted ? " loss-chart__entry--lit" : ""}`} pressed={shown}
      {...handlers} onClick={() => onToggle(id)}
    >
      <Swatch mark={mark} />
      <span className={dense && at !== null ? "visually-hidden" : "loss-chart__name"}>{name}{starred && "*"}</span>{" "}
      {(!dense || at !== null) && <Values id={id} at={at} />}
    </HighlightTarget>
  );
}

/** The value at the cursor or the current one; with two runs, both. */
function Values({ id, at }: Pick<EntryProps, "id" | "at">) {
  const second = useSecondPanelParts();
  const compared = useStore((state) => state.comparison !== null);
  return (
    <>
      <Value id={id} at={at} />
      {compared && (
        <PanelContext value={second}>
          <span className="visually-hidden">, </span><span className="loss-chart__second"><Value id={id} at={at} /></span>
        </PanelContext>
      )}
    </>
  );
}

function Value({ id, at }: Pick<EntryProps, "id" | "at">) {
  const { series } = usePanelParts();
  const shownLoss = useShownLoss(id);
  return <span className="loss-chart__value">{lossText(at === null ? shownLoss : valueAt(series, id, at))}</span>;
}

/** Explains which curves belong to which of two runs: A's are solid, B's dashed. Says so if they define a common loss differently. */
function RunKey({ columns }: Pick<Props, "columns">) {
  const { series } = usePanelParts();
  const second = useSecondPanelParts();
  const texts = useTexts().comparison;
  const different = useDifferentInBoth(columns);
  const differs = columns.some(({ id }) => series.columns.includes(id) && second.series.columns.includes(id) && different.has(id));
  return (
    <>
      <span className="run-key" role="img" aria-label={texts.curve}>
        <RunName run="A" /><Line dash={[]} />
        <PanelContext value={second}><RunName run="B" /></PanelContext><Line dash={SECOND_DASH} />
      </span>
      {differs && <span className="run-key__note">{texts.otherObjective}</span>}
    </>
  );
}

const Line = ({ dash }: { readonly dash: readonly number[] }) => (
  <svg className="swatch" width="26" height="10" viewBox="0 -5 26 10" aria-hidden="true">
    <path d="M0,0H26" stroke="currentColor" strokeWidth="2" strokeDasharray={dash.join(" ") || undefined} fill="none" />
  </svg>
);
