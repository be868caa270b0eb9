/** The names of one axis' curves, with their values at the cursor: a single Tab stop. A click hides a curve; pointer or focus highlights it. */
import { Fragment, type ReactNode } from "react";
import type { LossColumn } from "../../../core/model/model";
import { OfRun } from "../comparison/OfRun";
import { RunName } from "../comparison/RunName";
import { useEach, useOthers } from "../comparison/others";
import { isHeldOutOutdated } from "../../state/outdated";
import { usePanelParts, useStore, useTexts } from "../context";
import { useHighlight } from "../equation/useHighlight";
import { countText, lossText } from "../numbers";
import type { Mark } from "../palette";
import { HighlightTarget } from "../HighlightTarget";
import { useArrows } from "../kit/useArrows";
import { valueAt } from "./chartData";
import { OTHER_DASH, Swatch } from "./Swatch";
import { useDifferentInBoth, usePreviousDiffers } from "./useSameLoss";
import { useNamesWithoutLosses, useShownLoss } from "./useShownLoss";
import type { Units } from "./useUnits";

interface LabelsProps {
  /** The curves of one axis. */
  readonly columns: readonly LossColumn[];
  readonly marks: ReadonlyMap<string, Mark>;
  readonly units: Units;
  readonly hidden: ReadonlySet<string>;
  /** The step under the cursor. */
  readonly at: number | null;
  /** Whether the chart has so many curves that only the name or the value has room. */
  readonly dense: boolean;
  /** The curve whose held-out value stands here; null: it belongs to another axis, or there is none. */
  readonly heldOutOf: string | null;
  onToggle(columnId: string): void;
  /** Shown at the end of the line. */
  readonly children?: ReactNode;
}

export function CurveLabels({ columns, marks, units, hidden, at, dense, heldOutOf, onToggle, children }: LabelsProps) {
  const arrows = useArrows(0);
  return (
    <div className={`loss-chart__labels${dense ? " loss-chart__labels--dense" : ""}`} {...arrows.group}>
      {columns.map(({ id }, i) => (
        <Entry
          key={id} id={id} mark={marks.get(id)!} starred={units.isMarked(id)} shown={!hidden.has(id)} at={at}
          dense={dense} onToggle={onToggle} stop={arrows.item(i)}
        />
      ))}
      {heldOutOf !== null && <HeldOutLabel id={heldOutOf} mark={marks.get(heldOutOf)!} />}
      {children}
    </div>
  );
}

/** Returns the held-out measurement to show at the displayed step: the newest one until then. */
export const useHeldOut = () => useStore(({ heldOut, rewound }) => heldOut.findLast(({ step }) => step <= (rewound ?? Infinity)));

function HeldOutLabel({ id, mark }: { readonly id: string; readonly mark: Mark }) {
  const { instruments: { chart: texts }, measurements: { outdatedTitle } } = useTexts();
  const heldOut = useHeldOut();
  const outdated = useStore((state) => heldOut !== undefined && isHeldOutOutdated(heldOut, state));
  if (!heldOut) return null;
  return (
    <span
      className="loss-chart__entry loss-chart__entry--held-out" data-outdated={outdated || undefined}
      title={outdated ? `${texts.heldOutTitle} ${outdatedTitle}` : texts.heldOutTitle}
    >
      <Swatch mark={mark} points />
      <span className="loss-chart__pair">{texts.heldOut} <span className="loss-chart__value">{lossText(heldOut.values[id])}</span></span>
      {heldOut.negativeElbo !== undefined && isOtherNumber(heldOut.negativeElbo, heldOut.values[id]) && (
        <> <span className="loss-chart__pair">{texts.heldOutElbo} <span className="loss-chart__value">{lossText(heldOut.negativeElbo)}</span></span></>
      )}
      <span className="loss-chart__age">{texts.heldOutAt(countText(heldOut.step), countText(heldOut.images))}</span>
    </span>
  );
}

interface OtherRunsProps {
  readonly columns: readonly LossColumn[];
  /** Whether the run before a restart is shown. */
  readonly before: boolean;
  onToggleBefore(): void;
}

/** Names the other runs of the chart: those beside the one in front, or the one before a restart. Null without another run. */
export function OtherRuns({ columns, before, onToggleBefore }: OtherRunsProps) {
  const texts = useTexts().instruments.chart;
  const compared = useStore((state) => state.comparison !== null);
  const previousDiffers = usePreviousDiffers(columns);
  if (compared) return <RunKey columns={columns} />;
  if (previousDiffers === null) return null;
  return (
    <HighlightTarget
      className="loss-chart__entry loss-chart__entry--before" pressed={before} onClick={onToggleBefore}
      title={previousDiffers ? texts.beforeOtherTitle : texts.beforeTitle}
    >
      <svg className="swatch" width="26" height="10" viewBox="0 -5 26 10" aria-hidden="true">
        <path d="M0,0H24" stroke="currentColor" strokeWidth="1.5" strokeDasharray="1.5 3" fill="none" />
      </svg>
      {previousDiffers ? texts.beforeOther : texts.before}
    </HighlightTarget>
  );
}

/** Returns whether the two would be displayed differently. */
const isOtherNumber = (one: number, other: number | undefined): boolean => lossText(one) !== lossText(other);

interface EntryProps {
  readonly id: string;
  readonly mark: Mark;
  /** This column has no unit although others have one. */
  readonly starred: boolean;
  readonly shown: boolean;
  readonly at: number | null;
  readonly dense: boolean;
  /** Its part in the row's Tab stop. */
  readonly stop: ReturnType<ReturnType<typeof useArrows>["item"]>;
  onToggle(columnId: string): void;
}

function Entry({ id, mark, starred, shown, at, dense, stop, onToggle }: EntryProps) {
  const { models } = useTexts();
  const { highlighted, handlers } = useHighlight(id);
  const name = models.terms[id]?.name ?? id;
  return (
    <HighlightTarget
      className={`loss-chart__entry${highlighted ? " loss-chart__entry--lit" : ""}`} pressed={shown}
      {...handlers} stop={stop} onClick={() => onToggle(id)}
    >
      <Swatch mark={mark} />
      <span className={dense && at !== null ? "visually-hidden" : "loss-chart__name"}>{name}{starred && "*"}</span>{" "}
      <Values id={id} at={at} />
    </HighlightTarget>
  );
}

/** The value at the cursor or the current one. */
function Values({ id, at }: Pick<EntryProps, "id" | "at">) {
  const compared = useStore((state) => state.comparison !== null);
  return compared ? <BothValues id={id} at={at} /> : <Value id={id} at={at} />;
}

/** The values of all runs at the same step: during training the one in front is some steps ahead. */
function BothValues({ id, at }: Pick<EntryProps, "id" | "at">) {
  const others = useOthers();
  const rewound = useStore((state) => state.rewound !== null);
  const step = useStore((state) => state.step);
  const steps = useEach(others, (state) => (state.phase === "failed" ? Infinity : state.step));
  const common = at ?? (rewound ? null : Math.min(step, ...steps));
  return (
    <>
      <Value id={id} at={common} />
      {others.map((run, place) => (
        <OfRun key={place} run={run}>
          <span className="visually-hidden">, </span><span className="loss-chart__second"><Value id={id} at={common} /></span>
        </OfRun>
      ))}
    </>
  );
}

function Value({ id, at }: Pick<EntryProps, "id" | "at">) {
  const { series } = usePanelParts();
  const shownLoss = useShownLoss(id);
  const unnamed = useNamesWithoutLosses();
  return <span className="loss-chart__value" aria-hidden={unnamed}>{lossText(at === null ? shownLoss : valueAt(series, id, at))}</span>;
}

/** Explains which curves belong to which run: A's are solid, those of others dashed. Names the common losses that they define differently. */
function RunKey({ columns }: Pick<OtherRunsProps, "columns">) {
  const { series } = usePanelParts();
  const others = useOthers();
  const { comparison: texts, models, shell } = useTexts();
  const different = useDifferentInBoth(columns);
  const differing = columns.filter(({ id }) => [series, ...others.map((other) => other.series)].every((one) => one.columns.includes(id)) && different.has(id));
  return (
    <>
      <span className="run-key" role="img" aria-label={texts.curve}>
        <RunName /><Line dash={[]} />
        {others.map((run, place) => <Fragment key={place}><OfRun run={run}><RunName /></OfRun><Line dash={OTHER_DASH} /></Fragment>)}
      </span>
      {differing.length > 0 && <span className="run-key__note">{texts.otherDefinition(differing.map(({ id }) => models.terms[id]?.name ?? id).join(shell.separator))}</span>}
    </>
  );
}

const Line = ({ dash }: { readonly dash: readonly number[] }) => (
  <svg className="swatch" width="26" height="10" viewBox="0 -5 26 10" aria-hidden="true">
    <path d="M0,0H26" stroke="currentColor" strokeWidth="2" strokeDasharray={dash.join(" ") || undefined} fill="none" />
  </svg>
);
