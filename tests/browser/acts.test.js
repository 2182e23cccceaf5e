// The form of every act, and what a small screen has of its own.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { check, open } from "./browser.js";
import { checkAll, samples, world } from "./pages.js";

test("the form of every act at 360 pixels", async () => {
  const page = await open(world.browser, { viewport: { width: 360, height: 900 } });
  const { paths } = await (await fetch(`${world.full.base}/api/openapi.json`)).json();
  const { cases, requests, notifications } = await samples();
  const ids = {
    cases: cases[0],
    requests: requests[0],
    purchasers: "BN",
    notifications: notifications[0],
    support: "BN-P-LCB",
  };
  const forms = [];
  for (const [path, item] of Object.entries(paths)) {
    const [kind, id, thing] = path.replace("/api/v1/", "").split("/");
    if (id !== "{id}" || !item.post || !ids[kind]) continue;
    forms.push(`/${kind}/${ids[kind]}/${thing}`);
  }
  assert.ok(forms.length > 60, `${forms.length} forms`);
  await checkAll(page, world.full.base, forms, "at 360");
  await page.context().close();
});

test("the menu of a small screen opens, leads on and closes", async () => {
  const page = await open(world.browser, { viewport: { width: 360, height: 900 } });
  await page.goto(world.full.base);
  await page.getByRole("button", { name: "Menu" }).click();
  const menu = page.getByRole("navigation", { name: "Main" });
  await menu.getByRole("link", { name: "Requests" }).waitFor({ state: "visible" });
  await check(page, "the open menu");
  await menu.getByRole("link", { name: "Requests" }).click();
  await page.waitForURL("**/requests");
  assert.equal(await menu.getByRole("link", { name: "Requests" }).isVisible(), false);
  await page.context().close();
});

test("pictures for the first page of the handbook", async (t) => {
  if (process.env.CASEWAY_SCREENSHOTS !== "1") {
    t.skip("CASEWAY_SCREENSHOTS=1 asks for them");
    return;
  }
  await mkdir(process.env.CASEWAY_IMAGES, { recursive: true });
  const page = await open(world.browser, { viewport: { width: 1280, height: 900 } });
  for (const [name, path] of [
    ["home", "/"],
    ["case", "/cases/BN-P-LCB"],
  ]) {
    await page.goto(world.full.base + path);
    await page.screenshot({ path: join(process.env.CASEWAY_IMAGES, `${name}.png`) });
  }
  await page.context().close();
});
