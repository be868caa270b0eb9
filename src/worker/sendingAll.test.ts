import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sendingAll } from "./sendingAll";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("sends nothing after a message that could not be sent, and the worker fails, so that the page knows", () => {
  const sent: number[] = [];
  const send = sendingAll((message: number) => {
    if (message === 2) throw new DOMException("The message could not be cloned.", "DataCloneError");
    sent.push(message);
  });
  [1, 2, 3].forEach((message) => send(message));
  expect(sent).toEqual([1]);
  expect(() => vi.runAllTimers()).toThrow("could not be cloned");
});
