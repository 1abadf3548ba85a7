// Opens a report in Chromium: at two widths, in light and dark, and on paper. Prints what it found as JSON; the test judges.
// node page.mjs MODULES CHROMIUM REPORT FOLDER
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, chromium, report, folder] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'here.js'));
const puppeteer = require('puppeteer-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const url = pathToFileURL(resolve(report)).href;

const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
});
const found = { console: [], requests: [], wide: [], axe: [], pages: {} };
try {
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
    const page = await browser.newPage();
    page.on('console', (message) => found.console.push(`${width}: ${message.text()}`));
    page.on('pageerror', (error) => found.console.push(`${width}: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== url) found.requests.push(request.url());
    });
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(url, { waitUntil: 'load' });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) found.wide.push(`${width}: ${overflow} px`);
    // Chromium takes no picture of a page as long as that of a city.
    const isWhole = width > 1000 && (await page.evaluate(() => document.documentElement.scrollHeight)) < 16000;
    await page.screenshot({ path: join(folder, `${width}-${scheme}.png`), fullPage: isWhole, captureBeyondViewport: isWhole });
    if (width === 1280 && scheme === 'light') found.pages = await use(page);
    await page.close();
    // The policy of the page keeps every script out but its own: axe looks at a page whose policy is passed over.
    found.axe.push(...(await judged(width, scheme)));
  }
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: 'load' });
  const pdf = await page.pdf({ path: join(folder, 'page.pdf'), format: 'A4', preferCSSPageSize: true });
  found.pdf = pdf.length;
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(found));

async function judged(width, scheme) {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  await page.close();
  return result.violations.map(({ id, nodes }) => `${width} ${scheme} ${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

// Sorts and filters the table of groups as a user does.
async function use(page) {
  const column = (nth) =>
    page.$$eval('#groups-table tbody tr', (rows, nth) => rows.filter((row) => !row.hidden).map((row) => row.cells[nth].textContent.trim()), nth);
  const seen = { rows: await column(0) };
  const headings = await page.$$eval('#groups-table thead th', (cells) => cells.map((cell) => cell.className));
  const guests = headings.indexOf('n');
  seen.guests = [];
  for (const _ of [0, 1]) {
    await page.click(`#groups-table thead th:nth-child(${guests + 1}) button`);
    seen.guests.push(await column(guests));
    seen.order ??= [];
    seen.order.push(await page.$eval(`#groups-table thead th:nth-child(${guests + 1})`, (cell) => cell.getAttribute('aria-sort')));
  }
  await page.focus('[data-rows="groups-table"]');
  await page.keyboard.type(seen.rows[1].toUpperCase());
  await page.waitForFunction((all) => document.querySelectorAll('#groups-table tbody tr:not([hidden])').length < all, {}, seen.rows.length);
  seen.filtered = await column(0);
  seen.said = await page.$eval('output[for="groups-table"]', (output) => output.textContent);
  // How long the longest table takes to be filtered, from the keystroke to the frame that shows it.
  seen.frame = await page.evaluate(async () => {
    const search = document.querySelector('[data-rows="hotels-table"]');
    const times = [];
    for (const value of ['1', '12', '123', '12', '1', '']) {
      const from = performance.now();
      search.value = value;
      search.dispatchEvent(new Event('input'));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      times.push(performance.now() - from);
    }
    return Math.max(...times);
  });
  return seen;
}
