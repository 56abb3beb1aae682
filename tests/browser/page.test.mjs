// The page in a real browser.  Each test says what is promised.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browser, demo, faults, open, serve, store } from './newsroom.mjs';

let chrome, news;
const some = {};        // addresses that depend on the stories

before(async () => {
    [chrome, news] = await Promise.all([browser(), demo()]);
    const page = await open(chrome, news.where);

    await page.goto('/?view=all');
    some.story = await page.getByRole('link', { name: 'Three killed as trains collide at Hollin' }).getAttribute('href');
    some.edited = await page.getByRole('link', { name: 'At Sorn, a ferry, a reef and a doubt' }).getAttribute('href');
    await page.goto(some.story);
    some.pair = await page.locator('.pairs a', { hasText: 'BriefCast' }).first().getAttribute('href');
    some.article = await page.locator('.fact .at').first().getAttribute('href');
    some.why = await page.locator('.fact .why').first().getAttribute('href');
    await page.end();
});
after(async () => {
    await chrome?.close();
    await news?.stop();
});

// The link works once; what it gave is a cookie that the other tests may have as well.
let session;
async function sign(page) {
    if (!session) {
        await page.goto(news.link);
        session = (await page.context().cookies()).filter((c) => c.name.startsWith('twosource'));
    }
    await page.context().addCookies(session);
}

const pages = () => ['/', '/?view=all&outlet=tessel', some.story, some.edited + '?all=1', some.pair, some.article, some.why,
    '/search?q=captain', '/search', '/outlets', '/feeds', '/alerts', '/decisions', '/settings', '/help', '/stories/s999'];

test('every page can be used by everybody: axe finds nothing, light, dark and on a phone', async () => {
    for (const look of [{}, { colorScheme: 'dark' }, { viewport: { width: 390, height: 800 } }]) {
        const page = await open(chrome, news.where, { bypassCSP: true, ...look });

        for (const path of pages()) {
            await page.goto(path);
            await page.evaluate(() => document.querySelectorAll('details:not([name])').forEach((d) => { d.open = true; }));
            assert.deepEqual(await faults(page), [], path + ' ' + JSON.stringify(look));
        }
        await page.end();
    }
});

test('no page asks for anything elsewhere, breaks its policy or weighs more than 150 KB', async () => {
    for (const path of pages().filter((p) => p !== '/stories/s999')) {
        const page = await open(chrome, news.where);

        await page.goto(path, { waitUntil: 'load' });
        const bytes = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .reduce((sum, e) => sum + e.decodedBodySize, 0));
        assert.deepEqual(page.wrong, [], path);
        assert.ok(bytes < 150 * 1024, `${path} weighs ${bytes}`);
        await page.end();
    }
});

test('the time to the first paint is told', async () => {
    const page = await open(chrome, news.where);

    await page.goto('/');
    await page.goto(some.story);
    const paint = await page.evaluate(() => new Promise((done) => new PerformanceObserver((list) =>
        list.getEntriesByName('first-contentful-paint').forEach((e) => done(e.startTime))).observe({ type: 'paint', buffered: true })));

    console.log(`# first contentful paint of a story: ${Math.round(paint)} ms`);
    await page.end();
});

test('on a narrow screen nothing is wider than the screen', async () => {
    const page = await open(chrome, news.where, { viewport: { width: 360, height: 740 } });

    for (const path of pages()) {
        await page.goto(path);
        assert.deepEqual(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth ? []
            : [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth && !e.closest('.wide, .hidden, details'))
                .map((e) => e.outerHTML.slice(0, 80))), [], path);
    }
    await page.end();
});

test('the first key leads to the content, and every control can be reached and seen', async () => {
    const page = await open(chrome, news.where);

    await page.goto(some.story);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    for (let i = 0; i < 12; i++) {
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2), 'focus is seen');
    }
    await page.end();
});

test('a story is read from list to sentence with keys alone', async () => {
    const page = await open(chrome, news.where);

    await page.goto('/?view=all');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('o');
    await page.waitForURL(/\/stories\/s\d+/);
    await page.keyboard.press('j');
    await page.keyboard.press('w');
    await page.waitForURL(/\/why\//);
    await page.goBack();
    await page.keyboard.press('c');
    await page.waitForURL(/\/pair\?/);
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL(/\/outlets/);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'find');
    await page.keyboard.type('j?captain');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=j%3Fcaptain/);
    await page.keyboard.press('?');
    await page.waitForURL(/\/help/);
    await page.end();
});

test('single keys can be switched off', async () => {
    const page = await open(chrome, news.where);

    await page.goto('/settings');
    await page.getByLabel('Single keys do something').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.goto('/');
    await page.keyboard.press('?');
    await page.waitForTimeout(150);
    assert.equal(new URL(page.url()).pathname, '/');
    await page.end();
});

test('two accounts scroll together, and keys go from shared passage to shared passage', async () => {
    const page = await open(chrome, news.where, { viewport: { width: 900, height: 420 } });

    await page.goto(some.pair);
    await page.keyboard.press(']');
    assert.equal(await page.locator('.stop.here').count(), 2);
    await page.keyboard.press(']');
    await page.keyboard.press('[');
    assert.equal(await page.locator('#a1.here').count(), 1);
    await page.locator('#text-a').hover();
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(200);
    assert.ok(await page.evaluate(() => ['text-a', 'text-b'].map((id) => document.getElementById(id))
        .every((e) => e.scrollTop > 0 || e.scrollHeight <= e.clientHeight)));
    await page.end();
});

test('a number opens its reason, and a letter leads to the marked sentence', async () => {
    const page = await open(chrome, news.where);

    await page.goto(some.story);
    await page.locator('.count summary', { hasText: 'origin' }).click();
    assert.match(await page.locator('.count[open]').innerText(), /100 % of its words stand in the account of Tessel/);
    await page.locator('.fact .at').first().click();
    await page.waitForURL(/#at$/);
    assert.ok(await page.locator('mark.asked').first().isVisible());
    await page.end();
});

test('without scripts everything can still be read, filtered and chosen', async () => {
    const page = await open(chrome, news.where, { javaScriptEnabled: false });

    await page.goto('/?view=all');
    await page.locator('.filters summary').click();
    await page.getByLabel('Outlet').fill('Le Quai');
    await page.getByRole('button', { name: 'Apply' }).click();
    assert.ok(await page.locator('.stories .row').count() >= 1);
    await page.getByRole('button', { name: /Mark/ }).click();
    await page.goto(some.pair);
    await page.locator('#a1').click();
    assert.match(page.url(), /#b1$/);
    await page.goto('/settings');
    await page.getByLabel('Dark').check();
    await page.getByRole('button', { name: 'Save' }).click();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    await page.end();
});

test('in print there is no navigation, and marks can be told apart without colour', async () => {
    const page = await open(chrome, news.where);

    await page.goto(some.pair);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.top').isHidden());
    assert.ok((await page.pdf()).length > 5000);
    assert.match(await page.locator('mark.shared').first().evaluate((e) => getComputedStyle(e).borderBottomStyle), /double/);
    await page.end();
});

test('what changes is told without moving anything or taking the focus', async () => {
    const reader = await open(chrome, news.where), desk = await open(chrome, news.where);

    await reader.goto('/?view=all');
    await reader.keyboard.press('j');
    const before = await reader.evaluate(() => [document.activeElement.outerHTML, document.querySelector('.stories').getBoundingClientRect().top]);

    await sign(desk);
    await desk.goto(some.edited);
    await desk.getByRole('button', { name: 'Star' }).click();
    await reader.locator('[role=status]', { hasText: '1 story changed.' }).waitFor();
    assert.deepEqual(await reader.evaluate(() => [document.activeElement.outerHTML, document.querySelector('.stories').getBoundingClientRect().top]), before);
    await reader.keyboard.press('r');
    await reader.locator('.row .star', { hasText: '★' }).waitFor();
    await reader.end();
    await desk.end();
});

test('a person decides on the page, sees it, and takes it back; the focus stays', async () => {
    const page = await open(chrome, news.where);

    await page.goto(some.story);
    assert.equal(await page.getByRole('button', { name: 'Star' }).count(), 0, 'who may only read is not asked');
    await sign(page);
    await page.goto(some.story);
    await page.keyboard.press('s');
    await page.getByRole('button', { name: '★ Starred' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'star');
    await page.locator('#decisions summary').click();
    await page.getByLabel('Note').fill('ask the accident board <b>');
    await page.getByRole('button', { name: 'Save note' }).click();
    await page.locator('.head .note', { hasText: 'ask the accident board <b>' }).waitFor();
    await page.locator('#decisions summary').click();
    const form = page.locator('form', { has: page.getByRole('button', { name: 'They stand on one origin' }) });
    await form.locator('select').nth(0).selectOption({ index: 0 });
    await form.locator('select').nth(1).selectOption({ index: 2 });
    await form.getByRole('button').click();
    await page.locator('.count', { hasText: '2 independent origins found' }).waitFor();
    await page.locator('.decisions li', { hasText: 'one-origin' }).getByRole('button', { name: 'Undo' }).click();
    await page.locator('.count', { hasText: '3 independent origins found' }).waitFor();
    await page.goto('/?view=starred');
    assert.ok(await page.locator('li.row', { hasText: 'Three killed' }).count() === 1);
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto('/?view=starred');
    assert.equal(await page.locator('form.act button.star').count(), 0);
    await page.end();
});

test('what an article says is never run', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>', text = 'The weir at Harrow Lock failed on Monday, the lock keeper said. '
        + '“It just went,” she said. At least 12 people were injured, and 40 houses stood under water. ' + evil;
    const kept = store(['a', 'b'].map((id) => ({ id: `${id}"><script>alert(3)</script>/../?#`, title: evil + ' weir ' + id, byline: ['"><b onclick=alert(4)>'],
        url: 'javascript:alert(5)', source: 'javascript:alert(6)', outlet: { name: `"><svg onload=alert(7)> ${id}`, domain: 'javascript:alert(8)' },
        dateline: evil, credit: [evil], notes: [evil], lang: 'en" onload="alert(9)', published: '2031-05-06T10:00Z', text: text + id })));
    const server = await serve('serve', '--store', kept.path, '--listen', '127.0.0.1:0');
    const page = await open(chrome, server.where);

    try {
        await page.goto('/?view=all');
        const story = await page.locator('.row h2 a').first().getAttribute('href');

        await page.goto(story);
        const links = await page.locator('main a').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))]);

        assert.ok(links.every((l) => /^[/#]/.test(l)), links.filter((l) => !/^[/#]/.test(l)).join());
        for (const to of links.filter((l) => /^\/(articles|why|stories)/.test(l)).slice(0, 25)) assert.equal((await page.goto(to)).status(), 200, to);
        await page.goto('/search?q=weir');
        await page.goto('/outlets');
        assert.deepEqual(page.wrong.filter((w) => !/\/v1\/events|404/.test(w)), []);
    } finally {
        await page.end();
        await server.stop();
        kept.remove();
    }
});
