/** Puts the page together: store, losses, pictures, the session with its worker, and the panels. `boot.ts` calls it. */
import "./fixNavigatorLanguage"; // first: what is imported below reads the language
import "../ui/theme.css";
import "../ui/layout/base.css";
import { startTransition } from "react";
import { isFramed } from "../../core/browser/framed";
import { handAtRest } from "../../core/browser/handAtRest";
import { isFile, keepsRuns } from "../../core/browser/keepsRuns";
import { returnsToEntry } from "../../core/browser/navigation";
import { lineIsSlow } from "../../core/browser/slowLine";
import { nextTask, sleep } from "../../core/tasks";
import { loadTexts } from "../i18n";
import { hostHasAnother } from "../../delivery/offline/version";
import { displayedRoom } from "../state/rooms";
import { showsTrainedMap } from "../state/trainedStart";
import { createShownRun } from "../state/shownRuns";
import type { Store } from "../state/store";
import { holdFormulas } from "../ui/equation/Tex";
import { ErrorBoundary } from "../ui/layout/ErrorBoundary";
import { RunPanels } from "../ui/layout/RunPanels";
import { applyPreferences } from "../ui/preferences/preferences";
import { rememberedPreferences } from "../ui/preferences/remembered";
import { fetchParts } from "../ui/kit/later";
import { quietly } from "../ui/kit/quietly";
import { watchSliders } from "../ui/kit/sliderTouch";
import { App } from "./App";
import { afterFirstSteps, whenFirstImages, whenNothingWaits } from "./firstSteps";
import type {} from "./agentTools";
import { installHandle } from "./handle";
import { isolationNow, prepareIsolation, workersCanLoad } from "./isolation";
import { runFiles } from "./runFiles/savedRuns";
import { createRoot } from "./react";
import { browserAddress, restoreMark } from "./address";
import { pageVisibility } from "./visibility";
import { createSession, runCards, talkMoments, type LiveSession, type SessionParts } from "./session";
import { watchForUpdates } from "./updates";

/** On a slow line formulas come after the first images, and after so many milliseconds if none come. */
const MOST_HELD_MS = 30_000;

/** Shows the page. `spawn` starts a new worker; null: none can be started, because the browser is too old (`isOld`), or refuses it. Resolves to the page's store. */
export async function showPage(spawn: SessionParts["spawn"] | null, isOld: boolean): Promise<Store> {
  await browserAddress.mend();
  const cores = navigator.hardwareConcurrency ?? null;
  const isolation = isolationNow();
  const run = createShownRun({ ...rememberedPreferences(), processor: { cores, isolation } });
  const { store, series, frames } = run;
  if (returnsToEntry()) restoreMark();
  const session = spawn && createSession({ ...run, spawn: watchForUpdates(store, spawn, hostHasAnother, pageVisibility), workersCanLoad, visibility: pageVisibility, keeps: keepsRuns(), isFile: isFile(), framed: isFramed() });
  await Promise.all([loadTexts(store.getState().language).catch(() => undefined), session?.recall()]); // the page is in English then
  applyPreferences(store);
  const root = createRoot(document.getElementById("root")!);
  if (!session) {
    const { NoWorkers } = await import("../features/obstacles/Obstacles");
    root.render(<NoWorkers isOld={isOld} language={store.getState().language} />);
    return store;
  }
  watchSliders(window);
  await nextTask(); // opening the run is a task of its own
  const opened = session.start().catch(() => undefined);
  installHandle({ store, series, session }); // now it answers with the link's experiment
  const { modelContext } = document;
  if (modelContext && !isFramed()) quietly(import("./agentTools").then(({ offerTools }) => offerTools(modelContext, window.elboRoom, store)));
  const first = store.getState(); // the experiment that is being opened
  const isSlow = lineIsSlow();
  if (isSlow) holdFormulas(Promise.race([whenFirstImages(store), sleep(MOST_HELD_MS)]));
  quietly((isSlow ? afterFirstSteps(store) : Promise.resolve()).then(() => import("../ui/laterFonts.css")));
  if (first.embed === null && !(displayedRoom(first) === "play" && showsTrainedMap(first))) await RunPanels.fetch(first.language);
  // A transition is rendered in slices, so that a slow phone answers meanwhile.
  startTransition(() => root.render(<App parts={{ ...run, session, runs: session.runs }} />));
  quietly(import("./userTiming").then(({ timeMoves }) => timeMoves(store, frames)));
  quietly(opened.then(() => fetchLater(store, session, () => prepareIsolation(isolation).then((found) => store.setState({ processor: { cores, isolation: found } })))));
  return store;
}

/** Fetches the parts that appear when they have loaded; then what is opened later, and prepares the next visit. */
async function fetchLater(store: Store, session: LiveSession, prepareNextVisit: () => Promise<void>): Promise<void> {
  await afterFirstSteps(store);
  await idle();
  await handAtRest();
  quietly(session.fetchRest());
  await fetchParts("quiet");
  await whenNothingWaits(store, UNDISTURBED_MS);
  await idle();
  await handAtRest();
  quietly(Promise.all([fetchParts("others"), runFiles(), runCards(), talkMoments()]));
  quietly(prepareNextVisit());
}

/** Shows the speaker's window of a talk instead of the page: it has no session, no worker and no run. */
export async function showSpeaker(id: string): Promise<void> {
  const { Speaker } = await import("../features/talk/Speaker");
  createRoot(document.getElementById("root")!).render(<ErrorBoundary><Speaker id={id} language={rememberedPreferences().language} /></ErrorBoundary>);
}

/**
 * Milliseconds from the appearance of the page's last buttons until it fetches what is opened later, and all files for offline use. These are some
 * hundred requests, and a slow phone would answer its reader's first actions late meanwhile.
 */
const UNDISTURBED_MS = 6000;

/** Milliseconds after which the page counts as idle in Safari, which does not report it. */
const SOME_TIME = 500;

const idle = (): Promise<void> => new Promise((resolve) => {
  if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 10 * SOME_TIME });
  else setTimeout(resolve, SOME_TIME);
});
