/** Puts the page together: store, losses, pictures, the session with its worker, the panels that show them. */
import "../ui/theme.css";
import "../ui/layout/base.css";
import { createRoot } from "react-dom/client";
import { createFrames } from "../state/frames";
import { createSeries } from "../state/series";
import { createAppStore } from "../state/store";
import { Crash } from "../ui/layout/Crash";
import { applyPreferences, rememberedPreferences } from "../ui/layout/preferences";
import { quietly } from "../ui/layout/quietly";
import { App } from "./App";
import { timeDrags } from "./dragTiming";
import { installHandle } from "./handle";
import { canRunWorker } from "./moduleWorkers";
import { createSession } from "./session";

const store = createAppStore(rememberedPreferences());
applyPreferences(store);
const root = createRoot(document.getElementById("root")!);

if (canRunWorker()) {
  const series = createSeries();
  const frames = createFrames();
  const session = createSession({
    store, series, frames,
    spawn: () => new Worker(new URL("../worker/host.ts", import.meta.url), { type: "module" }),
  });
  installHandle({ store, series, session });
  timeDrags(frames);
  root.render(<App room={{ store, series, frames, session }} />);
  quietly(session.start());
} else {
  root.render(<Crash reason="no-workers" />);
}
