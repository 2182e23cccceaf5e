// Fills the forms of the pages in, as a person does.

import assert from "node:assert/strict";

/** Fields as the form names them: `lines.0.number`. */
export function pairs(value, path = "") {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === "string")) return value.map((item) => [path, item]);
    return value.flatMap((item, i) => pairs(item, `${path}.${i}`));
  }
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([name, item]) =>
      pairs(item, path ? `${path}.${name}` : name),
    );
  }
  return [[path, String(value)]];
}

/** Enters every field of the form. */
export async function enter(page, fields) {
  const entered = new Map();
  for (const [name, value] of pairs(fields)) {
    const before = entered.get(name) ?? [];
    await one(page, name, value, before);
    entered.set(name, [...before, value]);
  }
}

/** Enters one value; a box of text takes several after one another, with commas between. */
async function one(page, name, value, before) {
  const form = page.locator("form.cw-form");
  const control = form.locator(`[name="${name}"]:not([type=hidden])`).first();
  const group = name.split(".")[0];
  const more = form.locator(`button[name="_more"][value="${group}"]`);
  const kind = await control.evaluate((node) => node.type || node.tagName.toLowerCase());
  if (name.includes(".") && !(await control.isVisible())) {
    await more.click();
    await control.waitFor({ state: "visible" });
  }
  if (kind === "radio" || kind === "checkbox") {
    const id = await form
      .locator(`[name="${name}"][value="${value}"]`)
      .evaluate((node) => node.id);
    await form.locator(`label[for="${id}"]`).click();
  } else if (kind === "select-one") {
    await control.selectOption(value);
  } else {
    await control.fill([...before, value].join(", "));
  }
}

/** Sends the form, which must be taken. */
export async function send(page) {
  const button = page.locator("form.cw-form button.usa-button:not(.usa-button--outline)");
  await Promise.all([page.waitForEvent("load"), button.click()]);
  const fault = page.locator("main .usa-alert--error");
  if (await fault.count()) assert.fail(`${page.url()}: ${await page.locator("main").innerText()}`);
  assert.match(page.url(), /[?&]done=/);
  assert.match(await page.locator(".usa-alert--success").innerText(), /it is on record/);
}
