import { defineSlice, onOffPreference } from "../../../core/slice";

/** What the feature keeps in the store. Names are those of the whole page, so they begin with the feature's. */
export interface GreetingState {
  /** The name in the greeting, from the link. */
  readonly greetingGuest: string;
  readonly greetingPolite: boolean;
}

export const greeting = defineSlice<GreetingState>({
  keys: {
    // A key with `link` is part of links: docs/links.md has a row for it.
    greetingGuest: { initial: "", link: { key: "greeting", read: (written) => written.slice(0, 40), write: (guest) => guest || null } },
    greetingPolite: { initial: false },
  },
  // What the browser remembers.
  preferences: { greetingPolite: onOffPreference("elbo-room.greeting", false) },
});
