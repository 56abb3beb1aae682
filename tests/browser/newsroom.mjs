// A server on invented news and a browser to look at it: what the tests share.
// TWOSOURCE: the program; BROWSER: the folder where package.json was installed.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(process.env.TWOSOURCE || 'build/twosource');
const require = createRequire(resolve(process.env.BROWSER || 'build/browser') + '/');
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');

// Starts the program and waits until it says where it serves; `link`: the address for deciding, if any.
export async function serve(...args) {
    const server = spawn(program, args, { env: { ...process.env, TWOSOURCE_CONFIG: '' }, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';

    for await (const text of server.stderr) {
        said += text;
        if (/ at http:\/\/\S+/.test(said) && (args[0] !== 'demo' || / open http:\/\/\S+/.test(said))) break;
    }
    const where = / at (http:\/\/[^\s/]+)/.exec(said)?.[1];
    if (!where) throw new Error('the server did not start: ' + said);
    return { where, link: / open (http:\/\/\S+)/.exec(said)?.[1], async stop() { server.kill('SIGTERM'); await new Promise((done) => server.on('exit', done)); } };
}

export const demo = () => serve('demo', '--page', '--listen', '127.0.0.1:0');

// A store made of these articles, in a folder of its own.
export function store(articles) {
    const folder = mkdtempSync(join(tmpdir(), 'twosource-browser-')), path = join(folder, 'news.db');

    writeFileSync(join(folder, 'in.jsonl'), articles.map((a) => JSON.stringify(a) + '\n').join(''));
    execFileSync(program, ['add', join(folder, 'in.jsonl'), '--store', path], { stdio: 'pipe' });
    return { path, remove: () => rmSync(folder, { recursive: true }) };
}

export const browser = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

// A page that remembers what went wrong on it: errors of scripts, refusals of the policy, dialogs, requests elsewhere.
export async function open(chrome, where, options = {}) {
    const context = await chrome.newContext({ baseURL: where, viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const wrong = [];

    page.setDefaultTimeout(20000);

    page.on('console', (m) => m.type() === 'error' && wrong.push(m.text()));
    page.on('pageerror', (e) => wrong.push(e.message));
    page.on('dialog', (d) => { wrong.push('dialog: ' + d.message()); d.dismiss(); });
    page.on('request', (r) => r.url().startsWith(where) || r.url().startsWith('data:') || wrong.push('asks elsewhere: ' + r.url()));
    return Object.assign(page, { wrong, end: () => context.close() });
}

// What axe-core finds wrong, in a line each.
export async function faults(page) {
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));

    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary.split('\n')[1]?.trim()}`));
}
