// Two texts that scroll together: what is at the top of one is brought level in the other, from shared
// passage to shared passage.  Without this file they scroll by themselves, and the numbers lead over.

const texts = ['a', 'b'].map((side) => document.getElementById('text-' + side));
const stops = texts.map((text) => [...text.querySelectorAll('.stop')]);
let leader = null;

// Places that belong together, by height: the beginning, each shared passage, the end.
function levels() {
    const of = (side, id) => stops[side].find((e) => e.id.slice(1) === id)?.offsetTop - texts[side].offsetTop;
    const pairs = stops[0].map((e) => [of(0, e.id.slice(1)), of(1, e.id.slice(1))]).filter((x) => x.every(Number.isFinite));
    const rising = [[0, 0]];

    for (const x of pairs.sort((x, y) => x[0] - y[0])) if (x[1] >= rising.at(-1)[1] && x[0] > rising.at(-1)[0]) rising.push(x);
    rising.push(texts.map((text) => text.scrollHeight));
    return rising;
}

function lock(from) {
    const to = 1 - from, all = levels(), at = texts[from].scrollTop;
    const i = Math.max(all.findLastIndex((x) => x[from] <= at), 0), next = all[i + 1] || all[i];
    const part = next[from] > all[i][from] ? (at - all[i][from]) / (next[from] - all[i][from]) : 0;

    texts[to].scrollTop = all[i][to] + part * (next[to] - all[i][to]);
}

function show(id) {
    for (const e of stops.flat()) e.classList.toggle('here', e.id.slice(1) === id);
    texts.forEach((text, side) => {
        const e = stops[side].find((x) => x.id.slice(1) === id);

        if (e) text.scrollTop = e.offsetTop - text.offsetTop - 12;
    });
}

texts.forEach((text, side) => {
    for (const name of ['pointerenter', 'focusin', 'wheel', 'touchstart']) text.addEventListener(name, () => { leader = side; }, { passive: true });
    text.addEventListener('scroll', () => { if (leader === side) lock(side); }, { passive: true });
});
for (const e of stops.flat()) e.addEventListener('click', (event) => {
    event.preventDefault();
    leader = null;
    show(e.id.slice(1));
});
