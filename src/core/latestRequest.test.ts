import { expect, it } from "vitest";
import { createLatestRequest } from "./latestRequest";

it("lets only the newest request count, with what belongs to it, until it is cancelled", () => {
  const requests = createLatestRequest();
  const first = requests.begin();
  const ofFirst = requests.current();
  expect([first(), ofFirst()]).toEqual([true, true]);
  const second = requests.begin();
  expect([first(), ofFirst(), second()]).toEqual([false, false, true]);
  requests.cancel();
  expect([second(), requests.current()()]).toEqual([false, true]);
});
