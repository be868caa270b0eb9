/** The editor of programs: CodeMirror with Python, the shapes beside the lines, and marks of the terms and of what is wrong. */
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, RangeSet, StateEffect, StateField, type Range, type Text } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, highlightActiveLine, keymap, lineNumbers, WidgetType, type DecorationSet } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import { repairedCode, withinAfter, type Repair } from "../../../core/pastedCode";
import { TERM_COLOURS } from "../palette";
import { LONGEST_BAR, type FlowMark } from "./flowMarks";
import type { PathMark } from "./pathMarks";

/** A line, counted from 0, with the shape and the term that the editor shows beside it. */
export interface LineMark {
  readonly line: number;
  /** The shape of what it computes; null: none. */
  readonly shape: string | null;
  /** The term that it computes, with the custom property of its curve's colour; null: none. */
  readonly term: { readonly column: string; readonly colour: string } | null;
}

/** A part of the program, in characters. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface EditorOptions {
  /** Its name for screen readers. */
  readonly label: string;
  readonly source: string;
  onChange(source: string): void;
  /** A term's line is pointed at or has the cursor; null: none is. */
  onTerm(column: string | null): void;
  /** The value of a line, counted from 0, is asked for: its shape was pressed, or Ctrl+Enter within it. */
  onShow(line: number): void;
  /** Pasted text was repaired, which one undoing takes back; called after its changes. */
  onRepair(repairs: readonly Repair[]): void;
}

export type ProgramEditor = ReturnType<typeof createEditor>;

/** A part of the path of a missing gradient, beside the number of its line. */
class PathPart extends GutterMarker {
  readonly #mark: PathMark;
  constructor(mark: PathMark) {
    super();
    this.#mark = mark;
  }
  override eq(other: PathPart): boolean { return JSON.stringify(other.#mark) === JSON.stringify(this.#mark); }
  override toDOM(): HTMLElement {
    const { at, above, below } = this.#mark;
    const element = document.createElement("span");
    element.className = `path ${above ? `path--above-${above}` : ""} ${below ? `path--below-${below}` : ""}`;
    const place = document.createElement("span");
    if (at) place.className = `path__${at}`;
    element.append(place);
    return element;
  }
}

class Shape extends WidgetType {
  readonly #text: string;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  override eq(other: Shape): boolean { return other.#text === this.#text; }
  /** A press on it puts the cursor into its line, and shows its value. */
  override ignoreEvent(): boolean { return false; }
  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "shape";
    element.textContent = this.#text;
    return element;
  }
}

/** The size of a line's gradient, with a bar. */
class FlowBar extends WidgetType {
  readonly #mark: FlowMark;
  constructor(mark: FlowMark) {
    super();
    this.#mark = mark;
  }
  override eq({ text, length }: FlowBar): boolean { return text === this.text && length === this.length; }
  get text(): string { return this.#mark.text; }
  get length(): number { return this.#mark.length; }
  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "flow";
    element.textContent = this.text;
    const bar = document.createElement("span");
    bar.className = `flow__bar flow__bar--${this.length}`;
    element.append(bar);
    return element;
  }
}

/** The term and the lines that the editor highlights. */
interface Lit {
  /** The term; null: none. */
  readonly column: string | null;
  /** Lines, counted from 0. */
  readonly lines: readonly number[];
}

interface Marks extends Found {
  readonly lit: Lit;
  readonly shown: DecorationSet;
  readonly drawn: RangeSet<GutterMarker>;
}

/** What the editor shows of a program that was checked. */
interface Found {
  readonly lines: readonly LineMark[];
  /** The problem of the program; null if it has none. */
  readonly problem: Place | null;
  /** Parts to which warnings belong. */
  readonly doubtful: readonly Place[];
  /** The path of a missing gradient. */
  readonly path: readonly PathMark[];
  /** The gradients of lines. */
  readonly flow: readonly FlowMark[];
}

const setFound = StateEffect.define<Found>();
const setLit = StateEffect.define<Lit>();
const UNLIT: Lit = { column: null, lines: [] };

function shownOf({ lines, problem, doubtful, flow }: Found, lit: Lit, doc: Text): DecorationSet {
  const shown: Range<Decoration>[] = [];
  for (const { line, shape, term } of lines) {
    if (line >= doc.lines) continue;
    const { from, to } = doc.line(line + 1);
    if (term) shown.push(Decoration.line({ class: `term ${term.colour.slice(2)}${term.column === lit.column ? " term--lit" : ""}` }).range(from));
    if (shape !== null) shown.push(Decoration.widget({ widget: new Shape(shape), side: 1 }).range(to));
  }
  for (const line of lit.lines) if (line < doc.lines) shown.push(Decoration.line({ class: "lit" }).range(doc.line(line + 1).from));
  for (const mark of flow) if (mark.line < doc.lines) shown.push(Decoration.widget({ widget: new FlowBar(mark), side: 2 }).range(doc.line(mark.line + 1).to));
  // The first line of a longer place suffices: what is too long for a link may be the larger part of the program.
  const underline = (place: Place, name: string) => {
    const [from, to] = [Math.min(place.from, doc.length), Math.min(place.to, doc.length)];
    if (from < to) shown.push(Decoration.mark({ class: name }).range(from, Math.min(to, doc.lineAt(from + 1).to)));
  };
  if (problem) underline(problem, "problem");
  for (const place of doubtful) underline(place, "doubtful");
  return Decoration.set(shown, true);
}

const drawnOf = (path: readonly PathMark[], doc: Text): RangeSet<GutterMarker> =>
  RangeSet.of(path.flatMap((mark) => (mark.line < doc.lines ? [new PathPart(mark).range(doc.line(mark.line + 1).from)] : [])));

/** Marks stay at their lines while the program changes, until it has been checked again. */
const marks = StateField.define<Marks>({
  create: () => ({ lines: [], problem: null, doubtful: [], path: [], flow: [], lit: UNLIT, shown: Decoration.none, drawn: RangeSet.empty }),
  update(before, { effects, changes, newDoc }) {
    const found = effects.find((effect) => effect.is(setFound))?.value ?? before;
    const light = effects.find((effect) => effect.is(setLit));
    const lit = light ? light.value : before.lit;
    if (found !== before || lit !== before.lit) return { ...found, lit, shown: shownOf(found, lit, newDoc), drawn: drawnOf(found.path, newDoc) };
    return changes.empty ? before : { ...before, shown: before.shown.map(changes), drawn: before.drawn.map(changes) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
});

/** The most spaces before a line that its wrapped parts follow. */
const DEEPEST = 40;
/** Wrapped parts of a line stand so many characters to the right of its beginning. */
const HANGING = 4;

const hanging = (doc: Text): DecorationSet => Decoration.set(Array.from({ length: doc.lines }, (_, i) => {
  const { from, text } = doc.line(i + 1);
  return Decoration.line({ class: `hanging-${Math.min(text.length - text.trimStart().length, DEEPEST)}` }).range(from);
}));

/** Indents the wrapped parts of long lines. The content policy allows no styles of single lines, so each depth has a class. */
const wrapped = StateField.define<DecorationSet>({
  create: ({ doc }) => hanging(doc),
  update: (before, { docChanged, newDoc }) => (docChanged ? hanging(newDoc) : before),
  provide: (field) => EditorView.decorations.from(field),
});

const colours = tagHighlighter([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.operatorKeyword], class: "keyword" },
  { tag: tags.comment, class: "comment" },
  { tag: tags.string, class: "string" },
]);

/** What the reader replaces by a function's body. */
const GAP = /raise NotImplementedError\(.*\)/;

/** Returns the gap at this place; null: there is none. */
function gapAt(doc: Text, place: number): Place | null {
  const { from, text } = doc.lineAt(place);
  const gap = GAP.exec(text);
  const start = gap ? from + gap.index : Infinity;
  return gap && place >= start && place <= start + gap[0].length ? { from: start, to: start + gap[0].length } : null;
}

const soft = "var(--ink-soft)";
const mixed = (colour: string, share: number) => `color-mix(in srgb, ${colour} ${share}%, transparent)`;

/** The editor's styles, in the tokens of the page. */
const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", font: "var(--text-s) / 1.5 ui-monospace, monospace" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { overflow: "auto", font: "inherit" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { border: "0", background: "none", color: soft },
  ".cm-activeLine": { background: mixed("var(--ink)", 5) },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: mixed("var(--focus)", 25) },
  ".problem": { textDecoration: "underline wavy var(--warn)", textUnderlineOffset: "0.2em" },
  ".doubtful": { textDecoration: "underline dotted var(--warn) 2px", textUnderlineOffset: "0.2em" },
  ".shape": { paddingLeft: "2ch", color: soft, fontStyle: "italic", whiteSpace: "nowrap", cursor: "pointer" },
  ".shape:hover": { textDecoration: "underline" },
  ".flow": { paddingLeft: "2ch", color: soft, whiteSpace: "nowrap" },
  ".flow__bar": { display: "inline-block", height: "0.6em", marginLeft: "1ch", background: "var(--accent)" },
  ...Object.fromEntries(Array.from({ length: LONGEST_BAR + 1 }, (_, length) => [`.flow__bar--${length}`, { width: `${0.6 * length}ch` }])),
  // The element of a line in the gutter has its height, also if the line is wrapped.
  ".path": { display: "block", position: "relative", width: "12px", height: "100%" },
  ".path::before, .path::after": { position: "absolute", left: "5px", height: "50%", borderLeft: "2px none var(--warn)" },
  ".path--above-whole::before, .path--above-broken::before": { content: "''", top: "0" },
  ".path--below-whole::after, .path--below-broken::after": { content: "''", bottom: "0" },
  ".path--above-whole::before, .path--below-whole::after": { borderLeftStyle: "solid" },
  ".path--above-broken::before, .path--below-broken::after": { borderLeftStyle: "dotted" },
  ".path > span": { position: "absolute", zIndex: "1", top: "calc(50% - 4px)", left: "2px", boxSizing: "border-box", width: "8px", height: "8px", borderRadius: "50%" },
  ".path > .path__value": { background: "var(--warn)" },
  ".path > .path__loss": { border: "2px solid var(--warn)", background: "var(--panel)" },
  ".path > .path__end": { top: "calc(50% - 2px)", left: "-2px", width: "16px", height: "3px", borderRadius: "0", background: "var(--warn)", transform: "rotate(-45deg)" },
  ".keyword": { fontWeight: "650" },
  ".comment, .string": { color: soft },
  ".term": { boxShadow: "inset 3px 0 var(--term)" },
  ".lit": { background: mixed("var(--accent)", 13) },
  ".term--lit": { background: mixed("var(--term)", 13) },
  ...Object.fromEntries(Array.from({ length: DEEPEST + 1 }, (_, depth) => {
    const indent = `${depth + HANGING}ch`;
    return [`.hanging-${depth}`, { paddingLeft: `calc(6px + ${indent})`, textIndent: `-${indent}` }];
  })),
  ...Object.fromEntries(TERM_COLOURS.map((colour) => [`.${colour.slice(2)}`, { "--term": `var(${colour})` }])),
});

/** Returns the change from one text to another without what they have in common at both ends, so that the cursor stays there. */
function changeOf(before: string, after: string): { readonly from: number; readonly to: number; readonly insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

export function createEditor(parent: HTMLElement, { label, source, onChange, onTerm, onShow, onRepair }: EditorOptions) {
  const termAt = (state: EditorState, place: number): string | null => {
    const line = state.doc.lineAt(place).number - 1;
    return state.field(marks).lines.find((one) => one.line === line)?.term?.column ?? null;
  };
  const show = ({ state }: EditorView): boolean => {
    onShow(state.doc.lineAt(state.selection.main.head).number - 1);
    return true;
  };
  const letTabLeave = (editor: EditorView): boolean => {
    editor.setTabFocusMode(true);
    return true;
  };
  /** Where the gap begins that the last press selected; null: it selected none. */
  let pressed: number | null = null;
  // The content policy allows the styles of a shadow root, which need no element, but none that a script adds to the page.
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root, root,
    state: EditorState.create({
      doc: source,
      extensions: [
        lineNumbers(), gutter({ class: "paths", markers: ({ state }) => state.field(marks).drawn }), history(), python(), indentUnit.of("    "), indentOnInput(), bracketMatching(), highlightActiveLine(), EditorView.lineWrapping, syntaxHighlighting(colours), marks, wrapped, theme,
        keymap.of([{ key: "Mod-Enter", run: show }, { key: "Ctrl-Enter", run: show }, { key: "Ctrl-m", run: letTabLeave }, indentWithTab, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
          if (docChanged) {
            view.setTabFocusMode(false);
            onChange(state.doc.toString());
          }
          if (selectionSet && view.hasFocus) onTerm(termAt(state, state.selection.main.head));
        }),
        EditorView.domEventHandlers({
          // Chromium would replace a selection by text with an inline style, which the content policy blocks.
          beforeinput({ inputType, data }) {
            if (inputType !== "insertText" || data === null || view.composing || view.state.selection.main.empty) return false;
            view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type" });
            return true;
          },
          paste(event, { state }) {
            const { from } = state.selection.main;
            const pasted = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n");
            const { text, repairs } = repairedCode(pasted, withinAfter(state.doc.sliceString(0, from)));
            if (repairs.length === 0 || state.selection.ranges.length > 1) return false;
            event.preventDefault();
            view.dispatch(state.replaceSelection(pasted), { userEvent: "input.paste", annotations: isolateHistory.of("full") });
            view.dispatch({
              changes: { from, to: from + pasted.length, insert: text }, selection: { anchor: from + text.length }, scrollIntoView: true, userEvent: "input.repair", annotations: isolateHistory.of("full"),
            });
            onRepair(repairs);
            return true;
          },
          mousemove({ clientX: x, clientY: y }, { state }) {
            const place = view.posAtCoords({ x, y });
            onTerm(place === null ? null : termAt(state, place));
          },
          click({ target }) {
            // The first press selects a gap, so that what is written replaces it; the next one puts the cursor there.
            requestAnimationFrame(() => { // a phone moves the cursor after the press
              const { doc, selection: { main } } = view.state;
              const gap = main.empty ? gapAt(doc, main.head) : null;
              if (gap && gap.from !== pressed) view.dispatch({ selection: { anchor: gap.from, head: gap.to } });
              pressed = gap?.from ?? null;
            });
            if (target instanceof Element && target.closest(".shape")) onShow(view.state.doc.lineAt(view.posAtDOM(target)).number - 1);
          },
          mouseleave: () => onTerm(null),
          blur() {
            view.setTabFocusMode(false); // CodeMirror's own key would let Tab leave until it is pressed again
            onTerm(null);
          },
        }),
      ],
    }),
  });
  return {
    source: (): string => view.state.doc.toString(),
    /** The line of the cursor, counted from 0. */
    line: (): number => view.state.doc.lineAt(view.state.selection.main.head).number - 1,
    /** Replaces the program, as one change that can be undone. */
    replace: (text: string): void => view.dispatch({ changes: changeOf(view.state.doc.toString(), text) }),
    mark(found: Found) {
      const { lines, problem } = found;
      const isFirst = view.state.field(marks).lines.length === 0 && view.state.selection.main.head === 0;
      view.dispatch({ effects: setFound.of(found) });
      // It begins at what is wrong, or at the objective, which the equation shows, rather than at the code before it.
      const term = lines.find((one) => one.term !== null)?.line;
      const place = problem?.from ?? (term === undefined || term >= view.state.doc.lines ? null : view.state.doc.line(term + 1).from);
      if (isFirst && place !== null) view.dispatch({ effects: EditorView.scrollIntoView(Math.min(place, view.state.doc.length), { y: "center" }) });
    },
    /** Highlights the lines of this term, and these lines, counted from 0. Scrolls to the first one, unless the reader is writing. */
    light(column: string | null, lines: readonly number[]) {
      const { lit, lines: known } = view.state.field(marks);
      if (lit.column === column && lit.lines === lines) return;
      const line = lit.column === column ? lines[0] : known.find(({ term }) => term?.column === column)?.line;
      const scrolls = line !== undefined && line < view.state.doc.lines && !view.dom.matches(":hover") && !view.hasFocus;
      view.dispatch({ effects: [setLit.of({ column, lines }), ...(scrolls ? [EditorView.scrollIntoView(view.state.doc.line(line + 1).from, { y: "center" })] : [])] });
    },
    /** Selects these characters, or puts the cursor there; a gap of an exercise is selected whole. `focuses`: false where a phone's keyboard would cover the page. */
    goTo(from: number, to: number = from, focuses: boolean = true) {
      const { doc } = view.state;
      const place = Math.min(from, doc.length);
      const { from: anchor, to: head } = (from === to ? gapAt(doc, place) : null) ?? { from: place, to: Math.min(to, doc.length) };
      view.dispatch({ selection: { anchor, head }, effects: focuses ? EditorView.scrollIntoView(anchor, { y: "center" }) : [] });
      if (focuses) view.focus();
      else view.scrollDOM.scrollTop = view.lineBlockAt(anchor).top - view.scrollDOM.clientHeight / 2; // the page stays where it is
    },
    focus: (): void => view.focus(),
    dispose: (): void => view.destroy(),
  };
}
