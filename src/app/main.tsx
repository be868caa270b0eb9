/** Puts the page together: store, losses, pictures, the session with its worker, the panels that show them. `boot.ts` calls it. */
import "./languageTag"; // first: what is imported below reads the language
import "../ui/theme.css";
import "../ui/layout/base.css";
import { createRoot } from "react-dom/client";
import { loadTexts } from "../i18n";
import { createFrames } from "../state/frames";
import { createSeries } from "../state/series";
import { createAppStore } from "../state/store";
import { Crash } from "../ui/layout/Crash";
import { applyPreferences, rememberedPreferences } from "../ui/layout/preferences";
import { fetchRest } from "../ui/layout/later";
import { quietly } from "../ui/layout/quietly";
import { watchSliders } from "../ui/layout/sliderTouch";
import { App } from "./App";
import { timeDrags } from "./dragTiming";
import { installHandle } from "./handle";
import { isolationNow, prepareIsolation, workersCanLoad } from "./isolation";
import { runFiles } from "./savedRuns";
import { timeRewinding } from "./rewindTiming";
import { createSession, runCards, type SessionParts } from "./session";

/** `spawn`: a new worker, each time it is called; null where this browser cannot run one. */
export async function showPage(spawn: SessionParts["spawn"] | null): Promise<void> {
  const cores = navigator.hardwareConcurrency ?? null;
  const isolation = isolationNow();
  const store = createAppStore({ ...rememberedPreferences(), processor: { cores, isolation } });
  await loadTexts(store.getState().language).catch(() => undefined); // in English, then
  applyPreferences(store);
  const root = createRoot(document.getElementById("root")!);
  if (!spawn) {
    root.render(<Crash reason="no-workers" />);
    return;
  }
  const series = createSeries();
  const frames = createFrames();
  const session = createSession({ store, series, frames, spawn, workersCanLoad });
  installHandle({ store, series, session });
  timeDrags(frames);
  timeRewinding(store, frames);
  watchSliders(window);
  root.render(<App room={{ store, series, frames, session, second: session.second }} />);
  quietly(session.start().finally(() => whenIdle(() => {
    quietly(Promise.all([fetchRest(), runFiles(), runCards(), session.fetchRest()]));
    quietly(prepareIsolation(isolation).then((found) => store.setState({ processor: { cores, isolation: found } })));
  })));
}

/** Milliseconds after which the page is taken for idle where the browser does not tell: Safari. */
const SOME_TIME = 500;

function whenIdle(then: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(then, { timeout: 10 * SOME_TIME });
  else setTimeout(then, SOME_TIME);
}
