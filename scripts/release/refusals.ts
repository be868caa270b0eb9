/** Reasons not to release a version, and its notes in CHANGELOG.md: pure functions of what Git and the files say. */

export interface Candidate {
  /** The version in package.json. */
  readonly version: string;
  /** The version in the lock file. */
  readonly locked: string;
  /** The text of CITATION.cff. */
  readonly citation: string;
  readonly changelog: string;
  /** The output of `git status --porcelain`, without ignored files. */
  readonly changes: string;
  /** The tags of the current commit. */
  readonly tagsHere: readonly string[];
  /** All tags of the repository. */
  readonly tags: readonly string[];
}

/** Tags of versions are the version with this in front. */
const TAG = "v";

/** Returns the text of the version's section in the change log, without its heading; null if there is none or it is empty. */
export function notesOf(changelog: string, version: string): string | null {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((one) => /^\S+?(?=,?\s|$)/.exec(one)?.[0] === version);
  const notes = section?.split("\n").slice(1).join("\n").trim() ?? "";
  return notes === "" ? null : notes;
}

/** Returns the reasons as sentences; the list is empty if the version can be released. */
export function refusals({ version, locked, citation, changelog, changes, tagsHere, tags }: Candidate): readonly string[] {
  const tag = TAG + version;
  const others = tagsHere.filter((one) => /^v\d/.test(one) && one !== tag);
  return [
    ...(changes === "" ? [] : [`The tree has uncommitted changes, so nobody could build the same release again:\n${changes}`]),
    ...(version === locked ? [] : [`package.json has version ${version}, and package-lock.json has ${locked}.`]),
    ...(citation.split("\n").includes(`version: ${version}`) ? [] : [`CITATION.cff has no line "version: ${version}".`]),
    ...(notesOf(changelog, version) === null ? [`CHANGELOG.md has no section "## ${version}" with text, which the release notes are taken from.`] : []),
    ...others.map((one) => `The tag of this commit is ${one}, and package.json has version ${version}.`),
    ...(tags.includes(tag) && !tagsHere.includes(tag) ? [`The tag ${tag} is on another commit: a released version does not change, so choose the next one.`] : []),
  ];
}
