// One fresh sale from the first contact to closure, by hand in the browser, by the pages alone.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { check, launch, open } from "./browser.js";
import { enter, send } from "./forms.js";
import { Office } from "./office.js";

const STEPS = JSON.parse(await readFile(new URL("sale.json", import.meta.url), "utf8"));
const CASE = "/cases/BN-P-LCB";
let browser;
let office;

before(async () => {
  browser = await launch();
  office = await Office.empty(STEPS[0].clock);
});

after(async () => {
  await Promise.all([browser?.close(), office?.remove()]);
});

/** Goes to the form of a step as a person does: from the file's page, by its links. */
async function goTo(page, step) {
  if (step.opens) return open_new(page, step);
  if (step.thing === "registration") {
    await page.goto(`${office.base}/purchasers`);
    await page.getByRole("link", { name: "Register a purchaser" }).click();
    await page.getByLabel("Purchaser").selectOption("BN");
    await page.getByRole("button", { name: "Go on" }).click();
    return;
  }
  if (step.thing === "preparation") {
    await page.goto(office.base + CASE);
    await page.getByRole("link", { name: "Prepare a notification to Congress" }).click();
    await page.getByLabel("Transmittal number").fill(step.to.split("/").pop());
    await page.getByRole("button", { name: "Go on" }).click();
    return;
  }
  const from = step.thing === "opening" ? CASE : step.to;
  await page.goto(office.base + from);
  await page.locator(`a[href="${step.to}/${step.thing}"]:visible`).first().click();
}

async function open_new(page, step) {
  if (step.opens === "/cases/new") {
    await page.goto(`${office.base}/requests/${step.fields.request}`);
    await page.getByRole("link", { name: "Open a case for it" }).click();
    return;
  }
  await page.goto(office.base);
  await page.getByRole("link", { name: "Receive a Letter of Request" }).first().click();
}

test("a sale from first contact to closure", async () => {
  const page = await open(browser);
  for (const step of STEPS) {
    if (step.clock) {
      await office.serve(step.clock);
      continue;
    }
    await goTo(page, step);
    await page.locator("form.cw-form").waitFor();
    await enter(page, step.fields);
    await send(page);
  }
  await page.goto(office.base + CASE);
  const read = await page.locator("main").innerText();
  assert.match(read, /closed; records are inactive and not erased/);
  assert.match(read, /certificate CC-2029-014/);
  await check(page, "the closed case");
  await page.context().close();
});

test("the offer of the sale is a PDF, and the released one verifies by upload", async () => {
  const page = await open(browser);
  await page.goto(office.base + CASE);
  const draft = await page.getByRole("link", { name: /Letter of Offer.*draft/ }).getAttribute("href");
  const pdf = await page.request.get(office.base + draft);
  assert.equal(pdf.status(), 200);
  assert.equal(pdf.headers()["content-type"], "application/pdf");
  assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");
  const href = await page.locator('main a[href^="/files/"]').first().getAttribute("href");
  const released = await (await page.request.get(office.base + href)).body();
  const file = join(office.data, "released.pdf");
  await writeFile(file, released);
  await page.goto(`${office.base}/audit`);
  await page.getByLabel("Document", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("Released from this record").waitFor();
  await check(page, "a document that verifies");
  released[released.length - 20] ^= 1;
  await writeFile(file, released);
  await page.getByLabel("Document", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("Not released here").waitFor();
  await check(page, "a document that does not verify");
  await page.context().close();
});

test("a file of notices is read in by its page", async () => {
  const page = await open(browser);
  const file = join(office.data, "notices.jsonl");
  const notice = { id: "cn-1", transmittal: "29-01", purchaser: "Greece", description: "Helicopters" };
  await writeFile(file, `${JSON.stringify(notice)}\nnot a notice\n`);
  await page.goto(`${office.base}/imports`);
  await page.getByLabel("File of notices").setInputFiles(file);
  await page.getByRole("button", { name: "Read the file in" }).click();
  await page.getByText("notices.jsonl was read").waitFor();
  assert.match(await page.locator("main").innerText(), /1 new, 0 changed, 0 unchanged, 1 refused/);
  await check(page, "the report of an import");
  await page.context().close();
});
