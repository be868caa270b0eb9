/**
 * A document that the reader writes. The browser stores it as one text, and what other tabs store of it is merged into it. In a frame of another page the
 * stored document is read, and changes last for the visit.
 */
import { onOtherTab, readText, siteStorage, writeText } from "./browserTexts";

/** How a document is stored. */
export interface DocumentFormat<T> {
  /** The name of the stored text. */
  readonly name: string;
  /** The document if none is stored. */
  readonly empty: T;
  /** Reads a stored text. Throws if this version of the page cannot read it: then the text stays until the reader replaces it. */
  read(text: string): T;
  /** Returns `theirs` with the changes from `base` to `mine`. */
  merge(base: T, mine: T, theirs: T): T;
  /** Returns the stored text with the changes from `base`, which was read from it, to `value`. */
  write(value: T, base: T, text: string | null): string;
  /** Returns the versions of which the first is stored that the browser has room for. Absent: the document itself. */
  versions?(value: T): readonly T[];
}

/** The part of the page that holds the document. */
export interface DocumentHolder<T> {
  get(): T;
  /** Called when another stored text was read. `unread`: the error if it cannot be read; then the value is the page's own. */
  set(value: T, unread: unknown): void;
  /** Returns whether the document may change now because of another tab. Absent: always. */
  mayChange?(): boolean;
}

export class StoredDocument<T> {
  /** The text as last read or stored. */
  #text: string | null = null;
  #stored: T;
  /** The error if the text cannot be read; null: it can. */
  #unread: unknown = null;
  /** Stops the merging of what other tabs store. */
  readonly dispose: () => void;

  /** What could be read of the stored text, or was last stored. */
  get stored(): T { return this.#stored; }

  constructor(private readonly format: DocumentFormat<T>, private readonly holder: DocumentHolder<T>) {
    this.#stored = format.empty;
    this.dispose = onOtherTab(format.name, () => this.update());
  }

  /** Merges what other tabs have stored, if the document may change now. */
  update(): void {
    if (this.holder.mayChange?.() ?? true) this.merge();
  }

  /** Merges what other tabs have stored. Returns false if the browser does not allow reading. */
  merge(): boolean {
    const { format: { name, empty, read, merge }, holder } = this;
    let allowed = true;
    const text = readText(name, siteStorage, () => { allowed = false; });
    if (!allowed || text === this.#text) return allowed;
    let [theirs, unread]: [T, unknown] = [empty, null];
    try {
      if (text !== null) theirs = read(text);
    } catch (caught) {
      unread = caught;
    }
    const [base, mine] = [this.#stored, holder.get()];
    [this.#text, this.#stored, this.#unread] = [text, theirs, unread];
    // If storage was cleared, the page still has the document.
    holder.set(text === null || unread !== null ? mine : merge(base, mine, theirs), unread);
    return true;
  }

  /**
   * Merges what other tabs have stored, and stores the document. A text that cannot be read stays, unless this `replaces` it. Returns what was stored;
   * null: nothing.
   */
  store(replaces = false): T | null {
    if (!this.merge() || (this.#unread !== null && !replaces)) return null;
    const { format, holder } = this;
    const value = holder.get();
    for (const version of format.versions?.(value) ?? [value]) {
      const text = format.write(version, this.#stored, this.#text);
      if (!writeText(format.name, text)) continue;
      [this.#text, this.#stored, this.#unread] = [text, version, null];
      return version;
    }
    return null;
  }
}
