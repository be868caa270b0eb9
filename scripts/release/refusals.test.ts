/** A version is released only from a committed tree, with notes, and under its own tag. */
import { expect, test } from "vitest";
import { notesOf, refusals, type Candidate } from "./refusals";

const changelog = "# Changes\n\nIntroduction.\n\n## 1.1.0, 3 March 2027\n\nMore.\n\n### Added\n\n- A model.\n\n## 1.0.0\n\nFirst.\n\n## 0.9.0\n";
const ready: Candidate = { version: "1.1.0", locked: "1.1.0", citation: "title: A\nversion: 1.1.0\n", changelog, changes: "", tagsHere: [], tags: ["v1.0.0"] };

test("a committed version with notes can be released, before and after it has its tag", () => {
  expect(refusals(ready)).toEqual([]);
  expect(refusals({ ...ready, tagsHere: ["v1.1.0", "course-2027"], tags: ["v1.0.0", "v1.1.0", "course-2027"] })).toEqual([]);
});

test.each<[string, Partial<Candidate>, RegExp]>([
  ["uncommitted changes", { changes: " M README.md" }, /^The tree has uncommitted changes.*:\n M README\.md$/],
  ["another version in the lock file", { locked: "1.0.0" }, /^package\.json has version 1\.1\.0, and package-lock\.json has 1\.0\.0\.$/],
  ["another version in the citation", { citation: "version: 1.1.0-beta" }, /^CITATION\.cff has no line "version: 1\.1\.0"\.$/],
  ["no section", { version: "1.2.0", locked: "1.2.0", citation: "version: 1.2.0" }, /^CHANGELOG\.md has no section "## 1\.2\.0"/],
  ["an empty section", { version: "0.9.0", locked: "0.9.0", citation: "version: 0.9.0" }, /^CHANGELOG\.md has no section "## 0\.9\.0"/],
  ["a section of a version that only begins the same", { version: "1.1", locked: "1.1", citation: "version: 1.1" }, /^CHANGELOG\.md has no section "## 1\.1"/],
  ["another version's tag", { tagsHere: ["v1.0.0"] }, /^The tag of this commit is v1\.0\.0, and package\.json has version 1\.1\.0\.$/],
  ["a tag on another commit", { tags: ["v1.0.0", "v1.1.0"] }, /^The tag v1\.1\.0 is on another commit/],
])("refuses %s", (_, change, reason) => {
  const reasons = refusals({ ...ready, ...change });
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toMatch(reason);
});

test("the notes are the section of the version, without its heading", () => {
  expect(notesOf(changelog, "1.1.0")).toBe("More.\n\n### Added\n\n- A model.");
  expect(notesOf(changelog, "1.0.0")).toBe("First.");
});
