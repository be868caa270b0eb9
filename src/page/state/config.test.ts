import { expect, test } from "vitest";
import { step } from "../../core/run/ids";
import { createAppStore } from "./createAppStore";
import { initialState } from "./stateKeys";

const begun = { ...initialState.begun, begin: 4, then: [{ step: 20, id: "beta", value: 2 }] };
const store = (at: number) => createAppStore({ begun, step: step(at) });

test("scheduled changes hold from their step on, even if the run goes back", () => {
  const one = store(19);
  const { then: _, begin: __, ...bare } = begun;
  expect(one.getState().config).toEqual(bare);
  one.setState({ step: step(20) });
  expect(one.getState().config.hyperparameters["beta"]).toBe(2);
  one.setState({ step: step(10) });
  expect(one.getState().config).toEqual(bare);
});

test("a pending setting is displayed until the run has its value, and as long as the run displays an earlier step", () => {
  const one = store(10);
  const beta = () => one.getState().config.hyperparameters["beta"];
  one.setState({ pending: { beta: { value: 3, from: Infinity } } });
  expect(beta()).toBe(3);
  one.setState({ begun: { ...begun, then: [{ step: 12, id: "beta", value: 3, byHand: true }] }, pending: { beta: { value: 3, from: 12 } } });
  expect(beta()).toBe(3);
  one.setState({ step: step(12), pending: {} });
  expect(beta()).toBe(3);
});

test("the configuration stays the same object while its content does", () => {
  const one = store(10);
  const { config } = one.getState();
  one.setState({ step: step(11) });
  one.setState({ begun: { ...begun, hyperparameters: { ...begun.hyperparameters } } });
  one.setState(() => ({ present: true, config: null }) as object);
  expect(one.getState().config).toBe(config);
});
