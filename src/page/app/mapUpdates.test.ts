import { expect, it, vi } from "vitest";
import { step } from "../../core/run/ids";
import { createAppStore } from "../state/createAppStore";
import { createFrames } from "../state/frames";
import { createMapUpdates } from "./mapUpdates";

/** The map of a paused run at step 200, in the directions of step 150; a search finds those of the displayed step. */
function opened() {
  const store = createAppStore({ step: step(200), phase: "paused", z: [0, 0, 0], basis: { kind: "strongest", found: { step: step(150), shares: [1, 1] } } });
  const strongest = vi.fn(async () => {
    if (strongest.mock.calls.length > 5) return; // a search that is due again and again would never end
    const { rewound, step: live } = store.getState();
    store.setState({ basis: { kind: "strongest", found: { step: rewound ?? live, shares: [1, 1] } } });
  });
  const again = vi.fn(async () => {
    if (again.mock.calls.length > 5) return; // as above
    const { rewound, step: live } = store.getState();
    store.setState({ basis: { kind: "components", found: { step: rewound ?? live, shares: [1, 1], images: 1 } } });
  });
  const updates = createMapUpdates({
    store, frames: createFrames(), beside: () => [], planes: { strongest, again, asking: false } as never, // nothing else is asked for
    influence: async () => undefined, ready: () => true, msUntilFree: () => 0,
  });
  return { store, strongest, again, updates };
}
const passed = () => new Promise((resolve) => { setTimeout(resolve, 5); });

it("the directions of a run that has learnt more are found once, and not again while an earlier step is displayed", async () => {
  const { store, strongest, updates } = opened();
  updates.look();
  await passed();
  expect(strongest).toHaveBeenCalledOnce();
  store.setState({ rewound: step(50), step: step(300) });
  await passed();
  expect(strongest).toHaveBeenCalledOnce();
  store.setState({ rewound: null });
  await passed();
  expect(strongest).toHaveBeenCalledTimes(2);
  expect(store.getState().basis).toMatchObject({ found: { step: 300 } });
  updates.dispose();
});

it("principal components of step 0 are found once, and not again while step 0 is displayed", async () => {
  const { store, updates, again } = opened();
  store.setState({ rewound: step(0), basis: { kind: "components", found: null } });
  await passed();
  expect(again).toHaveBeenCalledOnce();
  store.setState({ step: step(300) });
  await passed();
  expect(again).toHaveBeenCalledOnce();
  store.setState({ rewound: null });
  await passed();
  expect(again).toHaveBeenCalledTimes(2);
  expect(store.getState().basis).toMatchObject({ found: { step: 300 } });
  updates.dispose();
});

it("directions that were never found are found once while an earlier step is displayed", async () => {
  const { store, strongest, updates } = opened();
  store.setState({ rewound: step(50), basis: { kind: "strongest", found: null } });
  await passed();
  await passed();
  expect(strongest).toHaveBeenCalledOnce();
  updates.dispose();
});
