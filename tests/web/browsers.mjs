// Debian's browsers, driven by puppeteer-core, and the page in them. STEPMARK_PAGE names the page's file, STEPMARK_BROWSERS
// the browsers ("chromium,firefox").

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { packages } from "./packages.mjs";

const { default: puppeteer } = packages("puppeteer-core");

export const PAGE = resolve(process.env.STEPMARK_PAGE ?? "build/web/page.html");
export const BROWSERS = (process.env.STEPMARK_BROWSERS ?? "chromium,firefox").split(",");

const LAUNCH = {
  chromium: { browser: "chrome", executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"] },
  firefox: { browser: "firefox", executablePath: "/usr/bin/firefox-esr", args: [] },
};

/// `downloads` is where it saves files.
export async function launched(name, downloads = null) {
  const browser = await puppeteer.launch({
    ...LAUNCH[name],
    headless: true,
    protocolTimeout: 120_000,
    ...(downloads !== null && { downloadBehavior: { policy: "allow", downloadPath: downloads }, extraPrefsFirefox: savingTo(downloads) }),
  });
  return browser;
}

const savingTo = (folder) => ({
  "browser.download.folderList": 2,
  "browser.download.dir": folder,
  "browser.download.useDownloadDir": true,
  // A panel that opens takes the keyboard from the page.
  "browser.download.alwaysOpenPanel": false,
  "browser.download.always_ask_before_handling_new_types": false,
});

/// What a page for a course's system alone has.
const SCORM = /<script type="text\/plain" id="scorm">[^]*?<\/script>\n/u;

/// The page as `stepmark web` hands it out.
export async function handedOut() {
  return (await readFile(PAGE, "utf8")).replace(SCORM, "");
}

const COURSE = /(<script type="application\/json" id="course">)[^<]*(<\/script>)/u;

/// A copy of the page in a folder of its own; with a course put into it, as `stepmark web` does.
export async function pageFile(course = null) {
  const folder = await mkdtemp(join(tmpdir(), "stepmark-page-"));
  const file = join(folder, "practice.html");
  const page = await handedOut();
  const text = course === null ? page : page.replace(COURSE, (_, begin, end) => begin + JSON.stringify(course).replaceAll("<", "\\u003c") + end);
  await writeFile(file, text);
  return { file, url: pathToFileURL(file).href, remove: () => rm(folder, { recursive: true }) };
}

/// The page, started; `complaints` gathers errors and what the policy refused, `requests` whatever was asked of a network.
export async function opened(browser, url, { width = 1280, height = 900, before = null, hash = "" } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  const complaints = [];
  const requests = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!/^(file|data|blob):/u.test(request.url())) requests.push(request.url());
  });
  if (before !== null) await page.evaluateOnNewDocument(before);
  if (process.env.STEPMARK_BYPASS_POLICY) await page.setBypassCSP(true);
  await page.goto(url + hash);
  await page.waitForSelector("#main h1", { timeout: 60_000 });
  return { page, complaints, requests };
}

/// Presses Tab until what has the focus fulfils `isThere` (of its text and label); says how often.
export async function tabTo(page, isThere, most = 60) {
  for (let count = 0; count <= most; ++count) {
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return { tag: "", text: "", label: "", type: "", id: "" };
      return { tag: at.tagName, text: at.textContent.trim(), label: at.getAttribute("aria-label") ?? "", type: at.type ?? "", id: at.id };
    });
    if (isThere(focused)) return count;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached by ${most} presses of Tab`);
}

export async function textOf(page, selector) {
  return page.$eval(selector, (element) => element.textContent.trim());
}
