/** Whether the page is visible: not behind another tab, in a window that is minimised or covered, or on a locked screen. */
export interface Visibility {
  readonly hidden: boolean;
  /** Returns a function that stops it. */
  onChange(listener: () => void): () => void;
}
