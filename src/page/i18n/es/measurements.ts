import type { Translation } from "../../../core/translation";
import { es as classHistogram } from "../../../subject/measurements/class-histogram/beside.es";
import { es as codes } from "../../../subject/measurements/codes/beside.es";
import { es as testError } from "../../../subject/measurements/test-error/beside.es";
import type { measurements as en } from "../en/measurements";

export const measurements: Translation<typeof en> = {
  open: "Medir",
  title: "Mediciones",
  outdated: (step) => `paso ${step}`,
  outdatedTitle: "Este valor se midió en otro estado de la ejecución.",
  beside: { codes, "test-error": testError, "class-histogram": classHistogram },
};
