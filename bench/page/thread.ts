/** A helper thread of the engine for compiled steps. */
import { serve } from "../../src/worker/thread";

serve();
