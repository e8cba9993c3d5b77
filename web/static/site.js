// What the page does without this, it does quicker with it: lists change in place, and search answers as you type.
import { start as covers } from "./covers.js";
import { start as filters } from "./filters.js";
import { nameCards, retryIfBusy, whenShown } from "./page.js";
import { start as panels } from "./panels.js";
import { start as share } from "./share.js";
import { start as suggest } from "./suggest.js";
import { start as theme } from "./theme.js";
import { start as tray } from "./tray.js";

covers();
suggest();
theme();
tray();
share();
panels();
filters();
nameCards();
retryIfBusy();

/** A part of a page may name a module of its own, which is loaded there and nowhere else. */
const own = () => document.querySelectorAll("[data-module]").forEach(async (part) => (await import(part.dataset.module)).start(part));
own();
whenShown(own);
