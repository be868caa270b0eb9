/** Tries a fix: in a fork from the displayed step, or in a second run beside this one. */
import type { Fix } from "../../../course/doctor/failureMode";
import { keyframeBefore } from "../../state/keyframes";
import type { PanelParts } from "../../ui/context";

/** Opens the Lab with that run and trains at once. Rejects as the session does. */
export async function tryOut({ store, session }: Pick<PanelParts, "store" | "session">, { setting, value, from }: Fix): Promise<void> {
  store.setState({ room: "lab", stop: null });
  if (from === "start") await session.compare({ kind: "setting", id: setting, value });
  else {
    const { rewound, keyframes, run, step } = store.getState();
    // A fork starts at a stored step before the run's current one.
    if (rewound === null) await session.rewind(keyframeBefore(keyframes, step));
    await session.fork();
    // If the fork could not be made, a notice says so and the run does not change.
    if (store.getState().run === run) return;
    await session.setHyperparameter(setting, value);
  }
  await session.train();
}
