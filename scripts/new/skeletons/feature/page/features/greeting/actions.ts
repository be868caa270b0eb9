import type { CreateActions } from "../../state/pageParts";
import type { commands } from "./worker";

/** What the feature does. `askWorker` calls a command of worker.ts. */
export const greetings: CreateActions<{ greet(): Promise<string> }> = ({ store, askWorker }) => ({
  greet() {
    const { greetingGuest: guest, greetingPolite: polite } = store.getState();
    return askWorker<typeof commands, "greet">("greeting", "greet", { guest, polite });
  },
});
