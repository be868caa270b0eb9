/** The parts that transitions of a state machine are made of. */

/** The state after an event, and what the event causes, in its order. */
export interface Transition<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** Returns the functions that make the transitions of one machine. */
export function transitionsOf<State, Effect>() {
  return {
    to: (state: State, ...effects: readonly Effect[]): Transition<State, Effect> => ({ state, effects }),
    /** Returns these transitions, one after the other. */
    andThen: ({ state, effects }: Transition<State, Effect>, ...more: readonly ((state: State) => Transition<State, Effect>)[]): Transition<State, Effect> =>
      more.reduce((before, next) => {
        const after = next(before.state);
        return { state: after.state, effects: [...before.effects, ...after.effects] };
      }, { state, effects }),
  };
}
