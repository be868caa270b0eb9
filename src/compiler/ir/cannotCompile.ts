/** A step that is no fixed graph, or one of operations that the compiler does not know: it has to run as it is. */
export class CannotCompile extends Error {
  override readonly name = "CannotCompile";
}
