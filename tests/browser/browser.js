// The browser, and what every page must be.

import assert from "node:assert/strict";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

/** WCAG 2.2, levels A and AA. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export function launch() {
  return chromium.launch({
    executablePath: process.env.CASEWAY_CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page whose faults stop the test: programs that fail, files that are missing. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    const expected = /status of (404|409|422)/.test(message.text());
    if (message.type() === "error" && !expected) page.faults.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

/**
 * Nobody is kept from the page, and it does not scroll sideways; nor does a table on a small
 * screen, where its rows stack.
 */
export async function check(page, name) {
  await page.evaluate(() => {
    for (const closed of document.querySelectorAll("main details")) closed.open = true;
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${name} is ${wide} pixels wider than the screen`);
  const tables = await page.evaluate(() =>
    [...document.querySelectorAll(".cw-scroll")]
      .filter((node) => window.innerWidth < 480 && node.scrollWidth > node.clientWidth)
      .map((node) => node.getAttribute("aria-label")),
  );
  assert.deepEqual(tables, [], `${name} has tables that scroll sideways`);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const told = violations.map((v) => {
    const where = v.nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 160)}`);
    return `${v.id}: ${v.help}\n    ${where.join("\n    ")}`;
  });
  assert.deepEqual(told, [], `${name}:\n  ${told.join("\n  ")}`);
  assert.deepEqual(page.faults, [], name);
}
