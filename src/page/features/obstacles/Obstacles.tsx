/** All about obstacles that is fetched when there is one: what finds them, and their sentences in the list of notices, in place of why a run has stopped, and of the page. */
import { useEffect } from "react";
import type { ErrorCode } from "../../../core/errors";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { CloseIcon } from "../../ui/kit/icons";
import type { SlotProps } from "../../ui/kit/slots";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { sentenceOf } from "./sentences";
import type { Obstacle } from "./slice";
import { obstacleTexts } from "./texts";

export { findObstacles } from "./find";
export { NoWorkers } from "./NoWorkers";

/** The obstacles that the reader has not dismissed; with `onCause`, nothing: it is called if an obstacle has stopped the run. */
export function Obstacles({ onCause }: Partial<SlotProps["failure"]>) {
  const obstacle = useStore(({ failure, obstacles }) => failure && obstacles.find(({ kind }) => kind === ENDS[failure.code]));
  if (!onCause) return <List />;
  return obstacle && <Cause obstacle={obstacle} onCause={onCause} />;
}

/** The obstacles with which runs end in these errors. */
const ENDS: { readonly [C in ErrorCode]?: Obstacle["kind"] } = { "worker-lost": "workers", "data-unreachable": "files" };

function List() {
  const { store } = usePanelParts();
  const texts = useLoadedTexts(obstacleTexts);
  const { notices: { dismiss } } = useTexts();
  const obstacles = useStore((state) => state.obstacles);
  return obstacles.map((obstacle) => (
    <li key={obstacle.kind} className="messages__item" data-kind={obstacle.kind}>
      <p>{sentenceOf(obstacle, texts)}</p>
      <button className="button button--icon button--quiet" aria-label={dismiss} onClick={() => store.setState({ obstacles: obstacles.filter((one) => one !== obstacle) })}><CloseIcon /></button>
    </li>
  ));
}

function Cause({ obstacle, onCause }: SlotProps["failure"] & { readonly obstacle: Obstacle }) {
  const texts = useLoadedTexts(obstacleTexts);
  useEffect(() => onCause({ rateHelps: false, hopeless: true, says: { title: texts.title, body: sentenceOf(obstacle, texts) } }), [obstacle, texts, onCause]);
  return null;
}
