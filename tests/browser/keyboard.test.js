// The keyboard alone, and a browser without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { check, launch, open } from "./browser.js";
import { Office } from "./office.js";

const CLOCK = "2026-10-05T09:00:00Z";
let browser;
let office;

before(async () => {
  browser = await launch();
  office = await Office.empty(CLOCK);
});

after(async () => {
  await Promise.all([browser?.close(), office?.remove()]);
});

/** Presses Tab until an element has the focus; each stop on the way can be seen. */
async function tabTo(page, selector) {
  for (let stop = 0; stop < 200; stop += 1) {
    await page.keyboard.press("Tab");
    const { here, seen, what } = await page.evaluate((wanted) => {
      const node = document.activeElement ?? document.body;
      const label = node.id ? document.querySelector(`label[for="${node.id}"]`) : null;
      const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      const beside = label && shows(getComputedStyle(label, "::before"));
      // Past the last stop the focus is in the browser's own bar.
      const seen = node === document.body || shows(getComputedStyle(node)) || beside;
      return { here: node.matches(wanted), seen, what: node.outerHTML.slice(0, 200) };
    }, selector);
    assert.ok(seen, `the focus cannot be seen on ${what}`);
    if (here) return;
  }
  assert.fail(`${selector} cannot be reached by Tab on ${page.url()}`);
}

test("the first stop leads past the navigation", async () => {
  const page = await open(browser);
  await page.goto(office.base);
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").innerText(), "Skip to the content");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#main-content");
  await page.keyboard.press("Tab");
  assert.ok(await page.locator("main :focus").count(), "the next stop is in the content");
  await page.context().close();
});

test("a purchaser is registered and a contact recorded without a mouse", async () => {
  const page = await open(browser);
  await page.goto(`${office.base}/purchasers`);
  await tabTo(page, 'a[href="/purchasers/new"]');
  await page.keyboard.press("Enter");
  await page.waitForURL("**/purchasers/new");
  await tabTo(page, "#code");
  await page.keyboard.type("Band");
  await tabTo(page, "main button");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/purchasers/BN/registration");
  await tabTo(page, "form.cw-form button.usa-button:not(.usa-button--outline)");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/purchasers/BN?done=*");
  await tabTo(page, "main a.usa-button");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/purchasers/BN/contacts");
  await tabTo(page, "#f-on");
  await page.keyboard.type("10022026");
  await tabTo(page, "#f-channel");
  await page.keyboard.type("meet");
  for (const [field, text] of [
    ["counterpart", "Captain Vell"],
    ["asked", "Two boats"],
  ]) {
    await tabTo(page, `#f-${field}`);
    await page.keyboard.type(text);
  }
  await tabTo(page, "#f-interest");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "#f-capability");
  await page.keyboard.type("Four boats of 20 m");
  await tabTo(page, "form.cw-form button.usa-button:not(.usa-button--outline)");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/purchasers/BN?done=contacts*");
  assert.match(await page.locator("main").innerText(), /Captain Vell/);
  await page.goto(`${office.base}/purchasers/BN/contacts`);
  await tabTo(page, "main details summary");
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("main details[open]").count(), "a closed part opens by keyboard");
  await page.context().close();
});

test("a wide table is scrolled by the keyboard", async () => {
  // Narrower than its columns, and too wide for its rows to stack.
  const page = await open(browser, { viewport: { width: 640, height: 900 } });
  await page.goto(`${office.base}/rules`);
  await tabTo(page, ".cw-scroll");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".cw-scroll").scrollLeft > 0);
  await page.context().close();
});

test("records are added, and a form is sent, without script", async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${office.base}/requests/new`);
  await page.locator("[name='items.0.name']").fill("Boat");
  await page.locator("[name=subject]").fill("Boats");
  assert.equal(await page.locator("[name='items.1.name']").isVisible(), false);
  await page.locator("button[value=items]").click();
  await page.locator("[name='items.1.name']").fill("Radar");
  assert.equal(await page.locator("[name='items.0.name']").inputValue(), "Boat");
  assert.equal(await page.locator("[name=subject]").inputValue(), "Boats");
  const send = page.locator("form.cw-form button.usa-button:not(.usa-button--outline)");
  await send.click();
  await page.getByText("These entries cannot be taken").waitFor();
  assert.equal(await page.locator("[name='items.1.name']").inputValue(), "Radar");
  await page.context().close();
});

test("the menu and the desk work by keyboard", async () => {
  const page = await open(browser, { viewport: { width: 360, height: 900 } });
  await page.goto(office.base);
  await tabTo(page, ".usa-menu-btn");
  await page.keyboard.press("Enter");
  const close = page.getByRole("button", { name: "Close" });
  await close.waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await close.waitFor({ state: "hidden" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(office.base);
  await tabTo(page, ".cw-bar summary");
  await page.keyboard.press("Enter");
  await tabTo(page, "#desk");
  await page.keyboard.type("State, PM");
  await tabTo(page, "#person");
  await page.keyboard.type("ada");
  await page.keyboard.press("Enter");
  await page.getByText("Acting as ada, State, PM/RSAT").waitFor();
  await check(page, "a desk that was chosen");
  await page.context().close();
});
