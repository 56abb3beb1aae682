// What is new, without moving anything or taking the focus: a line in the corner, which a reader
// may follow.  Also: what this browser has opened, so that its line in the list loses its mark.

const page = document.body.dataset.page;
const seen = (story) => Number(localStorage.getItem('seen:' + story) || 0);

function remember() {
    const head = document.querySelector('.head[data-story]');

    if (head) localStorage.setItem('seen:' + head.dataset.story, head.dataset.changed);
    for (const row of document.querySelectorAll('.row[data-story]'))
        if (seen(row.dataset.story) >= Number(row.dataset.changed)) row.querySelector('[data-new]')?.remove();
}

function tell(count) {
    const live = document.getElementById('live');
    const again = document.createElement('a');

    again.href = location.pathname + location.search;
    again.textContent = 'Show';
    again.dataset.key = 'r';
    live.replaceChildren(count === 1 ? '1 story changed.' : count + ' stories changed.', again);
}

function listen() {
    const changed = new Set();
    const here = document.querySelector('.head[data-story]')?.dataset.story;
    const events = new EventSource('/v1/events');

    events.addEventListener('stories', (event) => {
        for (const story of JSON.parse(event.data).stories) if (!here || story.id === here) changed.add(story.id);
        if (changed.size > 0) tell(changed.size);
    });
    addEventListener('pagehide', () => events.close());
}

try {
    remember();
} catch {
    // A browser that keeps nothing for us: then nothing is remembered.
}
// After a form of the page was sent the focus is where it was.
if (location.hash) document.getElementById(location.hash.slice(1))?.closest('button')?.focus();
if (page === 'list' || page === 'story') listen();
