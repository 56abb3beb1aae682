"""losing.py PROGRAM FOLDER - the broker is lost with its disk while articles wait in it: they are given again from the journal.

The giver, a worker and an owner stay; nobody is told anything.  Then a feed is fetched for the same desk.
"""
import os, shutil, subprocess, sys, time

import working


def fetch(desk, folder):
    """Two feeds of three items each, fetched for the desk, twice: the second time nothing is new."""
    port = os.path.join(folder, "port")
    server = subprocess.Popen([sys.executable, os.path.join(working.HERE, "feedserver.py"), port, folder], stdin=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
    while not os.path.exists(port) or not open(port).read():
        time.sleep(0.05)
    feeds = os.path.join(folder, "feeds.txt")
    with open(feeds, "w") as f:
        for host, kind in ("r", "rss"), ("a", "atom"):
            f.write(f"http://{host}.localhost:{open(port).read().strip()}/{kind}/{host}/3\n")
    try:
        for expected in "6 documents given", "0 documents given":
            fetcher = desk.start("--role", "fetch", "--once", "--pause", "0", "--allow-private", "--store",
                                 os.path.join(folder, "feeds.db"), "--journal", os.path.join(folder, "fetched"), feeds)
            fetcher.wait(120)
            if fetcher.returncode or expected not in desk.said(fetcher):
                sys.exit(f"the fetcher ends with {fetcher.returncode}: {desk.said(fetcher)}")
    finally:
        server.stdin.close()
        server.wait()


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    articles, parts = working.invent(folder, 300)
    desk = working.Desk(program, folder, brokers=1)
    journal = os.path.join(folder, "journal")
    try:
        owner = desk.owner()
        desk.waits_for(owner, "the owner of")
        giver = desk.start("--give", "--journal", journal, "--now", working.NOW, parts[0], parts[1], parts[2])
        while not desk.status().get('twosource_work_waiting_messages{at="read"}', "0") != "0":
            time.sleep(0.05)
        desk.brokers.do("kill", 1)
        shutil.rmtree(os.path.join(desk.brokers.folder, "n1"))
        desk.brokers.do("again", 1)
        worker = desk.worker()
        desk.has(300)
        giver.wait(120)
        if "told of 300 kept + 0 duplicates + 0 not an article + 0 dropped; 0 wait" not in desk.said(giver):
            sys.exit(f"the giver says: {desk.said(giver)}")
        working.same_as_add(program, folder, desk.store, articles)
        fetch(desk, folder)
        desk.has(306)
        desk.end()
        print("300 articles, all that the broker had lost: given again, each stored once")
    finally:
        desk.abandon()


if __name__ == "__main__":
    main()
