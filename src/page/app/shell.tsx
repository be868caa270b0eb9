/**
 * The shell: the page's first view as static HTML, which the browser shows until the page's scripts have run. `vite.config.ts` writes it into
 * the built page in every language, and `shellScript.ts` chooses one.
 */
import { renderToStaticMarkup } from "react-dom/server";
import { slots } from "../features/parts";
import { loadTexts } from "../i18n";
import { LANGUAGES } from "../../core/language";
import { NOT_STARTED } from "./startFailure";
import { FIRST_ROOM } from "../state/rooms";
import type { Session } from "../state/session";
import { createShownRun, onlyRun } from "../state/shownRuns";
import { PanelContext } from "../ui/context";
import { Header } from "../ui/header/Header";
import { Play } from "../ui/play/Play";

/** Only events use the session. */
const NO_SESSION = null as unknown as Session;

await Promise.all(LANGUAGES.map(loadTexts));

/** The paragraphs that are displayed if no script of the page runs. */
const notStarted = (
  <div key="unstarted" className="crash unstarted">
    {LANGUAGES.map((language) => <p key={language} lang={language}>{NOT_STARTED[language]}</p>)}
  </div>
);

/** The shell's HTML: the page as a first visit begins, in each language. */
export const shell = renderToStaticMarkup([notStarted, ...LANGUAGES.map((language) => {
  // The system's theme is known in the browser only.
  const run = createShownRun({ language, room: FIRST_ROOM, theme: "light" });
  return (
    <div key={language} className="shell" lang={language} inert hidden>
      <PanelContext value={{ ...run, runs: onlyRun(run), session: NO_SESSION, slots, commands: async () => [] }}>
        <div className="page" data-room={FIRST_ROOM}>
          <Header />
          <Play />
        </div>
      </PanelContext>
    </div>
  );
})]);
