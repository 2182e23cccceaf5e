// Every kind of page in every state that it can have: which they are, and how they are looked at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { check, launch, open } from "./browser.js";
import { Office } from "./office.js";

const CLOCK = "2026-11-24T09:00:00Z";

/** A browser and the demonstration's record, for the tests of one file. */
export const world = { browser: undefined, full: undefined };

before(async () => {
  world.browser = await launch();
  world.full = await Office.demo(CLOCK);
});

after(async () => {
  await Promise.all([world.browser?.close(), world.full?.remove()]);
});

/** Looks at every page before it tells what is wrong with any of them. */
export async function checkAll(page, base, paths, what) {
  const faults = [];
  for (const path of paths) {
    await page.goto(base + path);
    await check(page, `${path} ${what}`).catch((fault) => faults.push(fault.message));
  }
  assert.deepEqual(faults, [], faults.join("\n\n"));
}

/** Files of the demonstration, one of each kind and state. */
export async function samples() {
  const get = async (path) => (await fetch(`${world.full.base}/api/v1/${path}`)).json();
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

/** The tests of every page at one width. */
export function everyPageAt(width) {
  test(`every page of a full record at ${width} pixels`, async () => {
    const page = await open(world.browser, { viewport: { width, height: 900 } });
    await checkAll(page, world.full.base, await paths(), `at ${width}`);
    await page.context().close();
  });

  test(`every page of an empty record at ${width} pixels`, async () => {
    const empty = await Office.empty(CLOCK);
    const page = await open(world.browser, { viewport: { width, height: 900 } });
    const lists = ["/cases", "/requests", "/purchasers", "/notifications", "/imports", "/events"];
    const every = ["/", ...lists, "/reports/due", "/audit"];
    await checkAll(page, empty.base, every, `empty at ${width}`).finally(() => empty.remove());
    await page.context().close();
  });

  test(`forms that are not taken at ${width} pixels`, async () => {
    const page = await open(world.browser, { viewport: { width, height: 900 } });
    const button = page.locator("form.cw-form button.usa-button:not(.usa-button--outline)");
    await page.goto(`${world.full.base}/requests/new`);
    await page.locator("[name=subject]").fill("Boats");
    await Promise.all([page.waitForEvent("load"), button.click()]);
    assert.match(await page.title(), /^Error: /);
    const faults = page.locator("[data-faults]");
    await faults.and(page.locator(":focus")).waitFor();
    assert.equal(await page.locator("[name=subject]").inputValue(), "Boats");
    await check(page, `invalid at ${width}`);
    await page.goto(`${world.full.base}/cases/BN-P-LCB/approval`);
    await Promise.all([page.waitForEvent("load"), button.click()]);
    assert.match(await page.locator("main").innerText(), /What would open it/);
    await check(page, `refused at ${width}`);
    await page.context().close();
  });
}
