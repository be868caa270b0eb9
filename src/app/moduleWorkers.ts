/** Whether this browser can run a module worker: one that can reads the option's `type`. */
export function hasModuleWorkers(): boolean {
  if (typeof Worker === "undefined") return false;
  let asked = false;
  const options: WorkerOptions = {
    get type(): WorkerType {
      asked = true;
      return "module";
    },
  };
  try {
    new Worker("blob:none", options).terminate();
  } catch {
    // Not an address to load from; by now the answer is known.
  }
  return asked;
}
