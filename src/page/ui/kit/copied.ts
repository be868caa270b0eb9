/**
 * The text of a selection with formulas or with the run's status, for the clipboard: a formula is copied as LaTeX and not as its drawn letters, a row of the
 * equation as one line of LaTeX, the status as one line. Elements say by `data-copy` how they are copied: "formulas", "line" or "nothing". Other selections are the browser's.
 */

/** Parts that are copied as one text, on a line of their own. */
const ROWS = "[data-copy=formulas], [data-copy=line]";

interface Copied {
  text: string;
  /** There is something other than formulas and the status. */
  mixed: boolean;
}

const isShown = (element: Element): boolean => element.getClientRects().length > 0 || getComputedStyle(element).display === "contents";

const formulasIn = (range: Range, element: Element): string =>
  [...element.querySelectorAll<HTMLElement>("[data-tex]")].filter((one) => range.intersectsNode(one)).map((one) => one.dataset["tex"]!.replace(/\{\}$/, "")).filter(Boolean).join(" ");

/** Returns the texts of the line's shown parts. */
const lineOf = (range: Range, element: Element): string =>
  [...element.children].filter((part) => isShown(part) && range.intersectsNode(part)).map((part) =>
    [...part.childNodes].filter((node) => !(node instanceof HTMLElement && node.dataset["copy"] === "nothing")).map((node) => node.textContent).join("").replace(/\s+/g, " ").trim()).join(" · ");

/** Adds the selected text of a node. */
function add(to: Copied, range: Range, node: Node): void {
  if (!range.intersectsNode(node)) return;
  if (node instanceof Text) {
    const text = node.data.slice(node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : undefined).replace(/\s+/g, " ");
    to.text += text;
    to.mixed ||= text.trim() !== "";
  } else if (node instanceof HTMLElement && isShown(node) && node.dataset["copy"] !== "nothing") {
    const { tex, copy } = node.dataset;
    const { display } = getComputedStyle(node);
    const isBlock = copy !== undefined || !/^(?:inline|contents|table-cell)/.test(display);
    if (isBlock) to.text += "\n";
    if (tex !== undefined) to.text += `\0${tex}\0`;
    else if (copy === "formulas") to.text += `\0${formulasIn(range, node)}\0`;
    else if (copy === "line") to.text += lineOf(range, node);
    else for (const child of node.childNodes) add(to, range, child);
    if (display === "table-cell") to.text += "\t";
    if (isBlock || node instanceof HTMLBRElement) to.text += "\n";
  }
}

/** Returns the text of a selection as it is to be copied; null: as the browser does. */
export function copiedText(range: Range): string | null {
  const common = range.commonAncestorContainer;
  const around = common instanceof Element ? common : common.parentElement;
  const formula = around?.closest<HTMLElement>("[data-tex]");
  if (formula) return formula.dataset["tex"]!;
  const row = around?.closest(ROWS);
  const within = row ?? around;
  if (!within || !(row ?? within.querySelector(`[data-tex], ${ROWS}`))) return null;
  if (row?.matches("[data-copy=formulas]") && formulasIn(range, row) === "") return null;
  if (row?.matches("[data-copy=line]") && [...row.children].some((part) => part.contains(common))) return null; // a part of one cell
  const copied: Copied = { text: "", mixed: false };
  add(copied, range, within);
  const lines = copied.text.split("\n").map((line) => line.replace(/^ +|\s+$/g, "")).filter(Boolean);
  return lines.join("\n").replace(/\0([^\0]*)\0/g, (_, tex: string) => (copied.mixed ? `$${tex}$` : tex));
}

/** Handles `copy` events of the document. */
export function onCopy(event: ClipboardEvent): void {
  const selection = getSelection();
  if (event.defaultPrevented || !event.clipboardData || !selection || selection.isCollapsed || selection.rangeCount !== 1 || (event.target instanceof Element && event.target.closest("input, textarea"))) return;
  const text = copiedText(selection.getRangeAt(0));
  if (text === null) return;
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
}
