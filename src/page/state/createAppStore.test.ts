import { afterEach, expect, test, vi } from "vitest";
import { createAppStore } from "./createAppStore";

afterEach(() => void vi.useRealTimers());

test("a subscriber that throws stops neither the others nor the writer, and its error is still thrown", () => {
  vi.useFakeTimers();
  const store = createAppStore();
  const heard: string[] = [];
  store.subscribe(() => void heard.push("first"));
  const end = store.subscribe(() => { throw new URIError("A lone surrogate."); });
  store.subscribe(({ present }) => void heard.push(`last ${present}`));
  store.setState({ present: true });
  expect(heard).toEqual(["first", "last true"]);
  expect(() => vi.runAllTimers()).toThrow("A lone surrogate.");
  end();
  store.setState({ present: false });
  expect(heard.slice(2)).toEqual(["first", "last false"]);
  vi.runAllTimers();
});
