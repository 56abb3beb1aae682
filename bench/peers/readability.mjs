// bench/peers/readability.mjs FOLDER DOM FILE... - CPU seconds that @mozilla/readability
// takes for the pages, with the document of DOM (linkedom or jsdom); packages are in FOLDER.
// Prints: seconds, pages with text.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, dom, ...files] = process.argv.slice(2);
const require = createRequire(folder + '/');
const { Readability } = require('@mozilla/readability');
const { parseHTML } = dom === 'linkedom' ? require('linkedom') : {};
const { JSDOM, VirtualConsole } = dom === 'jsdom' ? require('jsdom') : {};
const parse = {
    linkedom: html => parseHTML(html).document,
    jsdom: html => new JSDOM(html, { url: 'https://page.example/', virtualConsole: new VirtualConsole() }).window.document,
}[dom];
const pages = files.map(f => readFileSync(f, 'utf8'));
const start = process.cpuUsage();
let found = 0;
for (const page of pages) {
    try {
        if (new Readability(parse(page)).parse()?.textContent) found++;
    } catch { /* a page that it cannot read counts as one without text */ }
}
const { user, system } = process.cpuUsage(start);
console.log((user + system) / 1e6, found);
