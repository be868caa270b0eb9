/** A thread that helps the engine with compiled steps. */
import { serve } from "../../src/worker/thread";

serve();
