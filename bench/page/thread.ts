/** A helper thread of the engine for compiled steps. */
import { serve } from "../../src/engine/worker/thread";

serve();
