/** Tries a remedy: in a fork from the step on show, or in a second run beside this one. */
import type { Remedy } from "../../doctor/illness";
import { keyframeBefore } from "../../state/keyframes";
import type { Room } from "../../ui/context";

/** The Lab shows what was changed, and both of two runs. Trains at once. Rejects as the session does. */
export async function tryOut({ store, session }: Pick<Room, "store" | "session">, { setting, value, from }: Remedy): Promise<void> {
  store.setState({ room: "lab", stop: null });
  if (from === "start") await session.compare({ kind: "setting", id: setting, value });
  else {
    const { rewound, keyframes, run, step } = store.getState();
    // A fork begins at a step that is kept, before the one at which the run stands.
    if (rewound === null) await session.rewind(keyframeBefore(keyframes, step));
    await session.fork();
    // A fork that could not be made says so in a notice: then the run stays as it is.
    if (store.getState().run === run) return;
    await session.setHyperparameter(setting, value);
  }
  await session.train();
}
