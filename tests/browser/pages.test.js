// Every kind of page, small and large, in every state that it can have.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { check, launch, open, WIDTHS } from "./browser.js";
import { Office } from "./office.js";

const CLOCK = "2026-11-24T09:00:00Z";
let browser;
let full;
let empty;

before(async () => {
  browser = await launch();
  empty = await Office.empty(CLOCK);
  full = await Office.demo(CLOCK);
});

after(async () => {
  await Promise.all([browser?.close(), full?.remove(), empty?.remove()]);
});

/** Looks at every page before it tells what is wrong with any of them. */
async function checkAll(page, base, paths, what) {
  const faults = [];
  for (const path of paths) {
    await page.goto(base + path);
    await check(page, `${path} ${what}`).catch((fault) => faults.push(fault.message));
  }
  assert.deepEqual(faults, [], faults.join("\n\n"));
}

/** Files of the demonstration, one of each kind and state. */
async function samples() {
  const get = async (path) => (await fetch(`${full.base}/api/v1/${path}`)).json();
  const first = async (path) => (await get(path)).items[0]?.file;
  const states = ["development", "offered", "implemented", "closed", "notified"];
  const cases = await Promise.all(states.map((state) => first(`cases?state=${state}&limit=1`)));
  return {
    cases: cases.filter(Boolean),
    requests: (await get("requests?limit=3")).items.map((request) => request.file),
    notifications: [
      await first("notifications?purchaser=BN&limit=1"),
      await first("notifications?sort=oddities&limit=1"),
    ].filter(Boolean),
  };
}

async function paths() {
  const { cases, requests, notifications } = await samples();
  return [
    "/",
    "/cases",
    "/cases?q=boat&sort=value",
    "/cases?q=zeppelin",
    "/cases/new",
    ...cases.map((file) => `/cases/${file}`),
    "/cases/BN-P-LCB/versions",
    "/cases/BN-P-LCB/versions/basic",
    "/cases/BN-P-LCB/versions/A1",
    "/cases/BN-P-LCB/versions/A1?show=changed",
    "/cases/BN-P-LCB/versions/M1?against=basic",
    "/cases/XF-D-MFB/versions/A1",
    `/cases/${cases[0]}/events`,
    "/requests",
    "/requests/new",
    ...requests.map((file) => `/requests/${file}`),
    "/purchasers",
    "/purchasers/new",
    "/purchasers/BN",
    "/notifications",
    "/notifications/new",
    "/notifications/new?transmittal=x",
    ...notifications.map((file) => `/notifications/${file}`),
    "/support/BN-P-LCB",
    "/rules",
    "/rules?group=CN&on=2026-01-01",
    "/rules?q=zeppelin",
    "/rules/CN-001",
    "/rules/ADMIN-001?on=2000-01-01",
    "/stories/cn/over-a-threshold",
    "/cases/BN-P-LCB/countersignature/reasons",
    "/cases/BN-P-LCB/countersignature/reasons?on=2023-06-01",
    "/reports",
    "/reports/portfolio",
    "/reports/portfolio?sort=-value",
    "/reports/due?sort=file",
    "/reports/holders",
    "/imports",
    "/events",
    "/audit",
    "/audit?code=000000000000",
    "/audit/proofs/1",
    "/help",
    "/nowhere",
    "/cases/NOPE",
    "/cases/BN-P-LCB/terms?as-of=2023-06-01",
  ];
}

for (const width of WIDTHS) {
  test(`every page of a full record at ${width} pixels`, async () => {
    const page = await open(browser, { viewport: { width, height: 900 } });
    await checkAll(page, full.base, await paths(), `at ${width}`);
    await page.context().close();
  });

  test(`every page of an empty record at ${width} pixels`, async () => {
    const page = await open(browser, { viewport: { width, height: 900 } });
    const lists = ["/cases", "/requests", "/purchasers", "/notifications", "/imports", "/events"];
    await checkAll(page, empty.base, ["/", ...lists, "/reports/due", "/audit"], `empty at ${width}`);
    await page.context().close();
  });

  test(`forms that are not taken at ${width} pixels`, async () => {
    const page = await open(browser, { viewport: { width, height: 900 } });
    const button = page.locator("form.cw-form button.usa-button:not(.usa-button--outline)");
    await page.goto(`${full.base}/requests/new`);
    await page.locator("[name=subject]").fill("Boats");
    await Promise.all([page.waitForEvent("load"), button.click()]);
    assert.match(await page.title(), /^Error: /);
    const faults = page.locator("[data-faults]");
    await faults.and(page.locator(":focus")).waitFor();
    assert.equal(await page.locator("[name=subject]").inputValue(), "Boats");
    await check(page, `invalid at ${width}`);
    await page.goto(`${full.base}/cases/BN-P-LCB/approval`);
    await Promise.all([page.waitForEvent("load"), button.click()]);
    assert.match(await page.locator("main").innerText(), /What would open it/);
    await check(page, `refused at ${width}`);
    await page.context().close();
  });
}

test("the form of every act at 360 pixels", async () => {
  const page = await open(browser, { viewport: { width: 360, height: 900 } });
  const { paths } = await (await fetch(`${full.base}/api/openapi.json`)).json();
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
  await checkAll(page, full.base, forms, "at 360");
  await page.context().close();
});

test("the menu of a small screen opens, leads on and closes", async () => {
  const page = await open(browser, { viewport: { width: 360, height: 900 } });
  await page.goto(full.base);
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
  const page = await open(browser, { viewport: { width: 1280, height: 900 } });
  for (const [name, path] of [
    ["home", "/"],
    ["case", "/cases/BN-P-LCB"],
  ]) {
    await page.goto(full.base + path);
    await page.screenshot({ path: join(process.env.CASEWAY_IMAGES, `${name}.png`) });
  }
  await page.context().close();
});
