#!/usr/bin/python3
"""bench/peers.py PROGRAM PAGES [PEERS]: `read` beside other readers of articles.

PROGRAM is the built twosource, PAGES a folder of .html files (or .html.gz), PEERS a
folder with node_modules in it.  Every reader gets the same pages in the same run, three
times in turn (those that take long, once); the best CPU time of each is printed.  That of
the others is for the pages alone, read beforehand; that of twosource is the whole
process, with start-up, reading the files, sandbox and JSON.  Peers that are not there are named.  To get them:

    npm install --prefix PEERS @mozilla/readability@0.6.0 linkedom@0.16.11 jsdom@24
    pip install trafilatura;  apt-get install python3-readability
"""
import gzip
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'peers')
ROUNDS = 3
LONG = 5     # seconds


def unpacked(folder, to):
    """The pages of a folder as plain files; their paths by name."""
    for name in sorted(os.listdir(folder)):
        if name.endswith(('.html', '.html.gz')):
            opener = gzip.open if name.endswith('.gz') else open
            with opener(os.path.join(folder, name), 'rb') as page, \
                 open(os.path.join(to, name.removesuffix('.gz')), 'wb') as out:
                out.write(page.read())
    return sorted(os.path.join(to, name) for name in os.listdir(to))


def cpu_of(command):
    """CPU seconds of a command with its children, and the lines it wrote."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out.count(b'\n')


def told_by(command):
    """What a runner of a peer says: CPU seconds, pages with text."""
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        return None
    seconds, found = run.stdout.split()
    return float(seconds), int(found)


def main():
    program, folder = sys.argv[1:3]
    peers = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else '/nowhere'
    with tempfile.TemporaryDirectory() as pages:
        files = unpacked(folder, pages)
        size = sum(os.path.getsize(f) for f in files)
        node, python = ['node', HERE + '/readability.mjs', peers], ['/usr/bin/python3', HERE + '/pages.py']
        readers = {
            'twosource read': lambda: cpu_of([program, 'read', '--json', pages]),
            'readability, linkedom': lambda: told_by(node + ['linkedom'] + files),
            'readability, jsdom': lambda: told_by(node + ['jsdom'] + files),
            'trafilatura, fast': lambda: told_by(python + ['trafilatura'] + files),
            'readability-lxml': lambda: told_by(python + ['readability'] + files),
        }
        print('%d pages, %.1f MB, load %.2f' % (len(files), size / 1e6, os.getloadavg()[0]))
        best = {}
        for _ in range(ROUNDS):
            for name, run in readers.items():
                if name in best and best[name][0] > LONG:
                    continue
                got = run()
                if got and (name not in best or got < best[name]):
                    best[name] = got
        for name in readers:
            if name not in best:
                print('%-24s not there' % name)
                continue
            seconds, found = best[name]
            print('%-24s %7.3f s CPU %8.1f MB/s  text of %d pages' % (name, seconds, size / seconds / 1e6, found))


main()
