// What the page does without this, it does quicker with it: lists change in place, and search answers as you type.
import { start as covers } from "./covers.js";
import { start as filters } from "./filters.js";
import { nameCards, retryIfBusy } from "./page.js";
import { start as suggest } from "./suggest.js";
import { start as theme } from "./theme.js";
import { start as tray } from "./tray.js";

covers();
suggest();
theme();
tray();
filters();
nameCards();
retryIfBusy();
