/** The step is no fixed graph, or it uses an operation that the compiler does not know: it has to run eagerly. */
export class CannotCompile extends Error {
  override readonly name = "CannotCompile";
}

/** The device has no room for the step. A plan that needs less memory may fit. */
export class NoRoom extends CannotCompile {}
