// Every kind of page on a small screen.

import { everyPageAt } from "./pages.js";

everyPageAt(360);
