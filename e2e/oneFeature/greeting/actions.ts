import type { CreateActions } from "../../state/pageParts";
import type { commands } from "./worker";

export const greetings: CreateActions<{ greet(): Promise<string> }> = ({ store, askWorker }) => ({
  greet() {
    const { guest, polite } = store.getState();
    return askWorker<typeof commands, "greet">("greeting", "greet", { guest, polite });
  },
});
