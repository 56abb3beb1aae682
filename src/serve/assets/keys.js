// Single keys, as feed readers have them; can be switched off in the settings (WCAG 2.1.4), then
// this file is not loaded.  A key does what a link, a button or the focus can do as well.

const steps = 'li.row, .fact, .quote, .figure, .because tr, .list tbody tr';
let go = false;

const shown = (list) => [...list].filter((e) => e.checkVisibility());
const current = () => document.querySelector('.here') || document.activeElement.closest(steps);

function step(forward) {
    const all = shown(document.querySelectorAll(steps));
    const at = all.indexOf(current());
    const next = all[at < 0 ? (forward ? 0 : all.length - 1) : at + (forward ? 1 : -1)];

    if (!next) return;
    document.querySelector('.here')?.classList.remove('here');
    next.classList.add('here');
    (next.querySelector('h2 a, a, button') || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
}

const follow = (selector, within = document) => within?.querySelector(selector)?.click();

function passage(forward) {
    const all = [...document.querySelectorAll('#text-a .stop')];
    const at = all.findIndex((e) => e.classList.contains('here'));
    const next = all[at < 0 ? (forward ? 0 : all.length - 1) : at + (forward ? 1 : -1)];

    next?.click();
}

const doing = {
    j: () => step(true), n: () => step(true), k: () => step(false), p: () => step(false),
    o: () => follow('h2 a, a', current()),
    v: () => follow('[data-key="v"]'), m: () => follow('.seen button'),
    s: () => follow('[data-key="s"]', current() || document), f: () => follow('[data-key="s"]', current() || document),
    h: () => follow('[data-key="h"]'), l: () => follow('[data-key="l"]'), r: () => follow('[data-key="r"]'),
    c: () => follow('[data-key="c"]'), w: () => follow('.why', current() || document),
    '[': () => passage(false), ']': () => passage(true),
    '/': () => document.getElementById('find').focus(), '?': () => follow('[data-go="?"]'),
    g: () => { go = true; setTimeout(() => { go = false; }, 1500); },
};

addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, [contenteditable]')) return;
    const key = event.key;

    if (go && key !== 'g') {
        go = false;
        if (document.querySelector(`[data-go="${CSS.escape(key)}"]`)) {
            event.preventDefault();
            follow(`[data-go="${CSS.escape(key)}"]`);
            return;
        }
    }
    if (!Object.hasOwn(doing, key)) return;
    event.preventDefault();
    doing[key]();
});
