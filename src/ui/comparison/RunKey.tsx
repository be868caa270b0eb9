/** Which curves are whose, of two runs: A's are solid, B's dashed. */
import { RoomContext, useSecondRoom, useTexts } from "../context";
import { SECOND_DASH } from "../lossChart/Swatch";
import { RunName } from "./RunName";

export function RunKey() {
  const second = useSecondRoom();
  const texts = useTexts().comparison;
  return (
    <span className="run-key" role="img" aria-label={texts.curve}>
      <RunName run="A" /><Line dash={[]} />
      <RoomContext value={second}><RunName run="B" /></RoomContext><Line dash={SECOND_DASH} />
    </span>
  );
}

const Line = ({ dash }: { readonly dash: readonly number[] }) => (
  <svg className="swatch" width="26" height="10" viewBox="0 -5 26 10" aria-hidden="true">
    <path d="M0,0H26" stroke="currentColor" strokeWidth="2" strokeDasharray={dash.join(" ") || undefined} fill="none" />
  </svg>
);
