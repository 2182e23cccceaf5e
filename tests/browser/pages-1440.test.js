// Every kind of page on a large screen.

import { everyPageAt } from "./pages.js";

everyPageAt(1440);
