/** A worker that recomputes steps of another worker. */
import { serve } from "../../src/engine/worker/check";

serve();
