/** Computes steps of another worker again. */
import { serve } from "../../src/worker/check";

serve();
