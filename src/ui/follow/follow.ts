/** Changes which image is followed, and what of it is on show. */
import { kindOf, type Following } from "../../state/following";
import type { Store } from "../../state/store";
import { findModel } from "../../models/registry";

export function changeFollowing(store: Store, change: Partial<Following>): void {
  store.setState(({ following, config }) => {
    const model = findModel(config.model);
    // Once something was chosen, it stays what it is.
    return { following: { ...following, kind: model ? kindOf(following, model) : following.kind, ...change } };
  });
}

/** Shows this image in the panel. */
export function follow(store: Store, change: Pick<Following, "kind"> & Partial<Following>): void {
  changeFollowing(store, change);
  store.setState({ instrument: "follow" });
}
