import type { CreateActions } from "../../state/pageParts";
import { greetings } from "../greeting/actions";

export const clashes: CreateActions<object> = greetings;
