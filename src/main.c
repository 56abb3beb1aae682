/* main.c - the program: one binary, a subcommand for each stage.
**
** The table below is what --help shows; a subcommand lives in cmd_NAME.c.
*/
#include "cmd.h"
#include "cmd_manifest.h"
#include "config.h"

#include <signal.h>
#include <stdio.h>

#define DOCUMENTS "FILE|DIR|URL|-..."
#define DECIDING  (TW_OPT_JSON | TW_OPT_STORE | TW_OPT_USER)

const struct tw_command tw_command_table[] = {
    {"demo", "", "compares bundled accounts of one event, offline",
     "Compares the accounts bundled with the program and prints what they agree on,\n"
     "where they differ and how many origins stand behind each statement.  --page\n"
     "serves the newsroom page on a week of invented news until interrupted.",
     TW_OPT_JSON | TW_OPT_SCREEN | TW_OPT_PAGE | TW_OPT_LISTEN, tw_cmd_demo},
    {"compare", DOCUMENTS, "sets accounts of one event side by side",
     "Treats all inputs as accounts of one event and prints the comparison: what is\n"
     "said in several, figures, who holds whom responsible, what only one has, what\n"
     "was copied, and how many origins there are.  --html writes a page with the\n"
     "accounts side by side, every item linked to its sentence.  Accounts whose\n"
     "outlets have one owner (--owners) are one origin.",
     TW_OPT_READING | TW_OPT_HTML | TW_OPT_OWNERS | TW_OPT_SCREEN |
         TW_OPT_MANIFEST, tw_cmd_compare},
    {"add", DOCUMENTS, "puts documents into a store: articles, stories, comparisons",
     "Reads documents in any format and keeps the articles with what they say, the\n"
     "stories they belong to and the comparison of each story.  What is there already\n"
     "is not added again; it can be killed at any moment and given the same input.\n"
     "An interrupt finishes what was begun and tells where it stopped.",
     TW_OPT_READING | TW_OPT_STORE | TW_OPT_WINDOW | TW_OPT_KEEP | TW_OPT_OWNERS | TW_OPT_ALERTS |
          TW_OPT_MANIFEST | TW_OPT_PATIENCE, tw_cmd_add},
    {"watch", "[FEEDS.opml...]", "polls feeds, and adds what is new in them",
     "Adds the feeds of the lists (OPML, or addresses on lines) to those of the store and polls\n"
     "all of them: RSS, Atom, JSON Feed, news sitemaps.  Pages of new items are fetched, politely;\n"
     "a feed is asked as often as it has news.  It can be killed at any moment and goes on where\n"
     "it was.  --once polls what is due and ends.",
     TW_OPT_JSON | TW_OPT_PROGRESS | TW_OPT_THREADS | TW_OPT_SANDBOX | TW_OPT_STORE | TW_OPT_WINDOW | TW_OPT_KEEP |
         TW_OPT_OWNERS | TW_OPT_FETCHING | TW_OPT_WATCHING | TW_OPT_ALERTS | TW_OPT_PATIENCE, tw_cmd_watch},
    {"feeds", "[add|remove|enable|disable URL... | import FILE... | export]", "tells how the feeds do; changes the list",
     "Prints the feeds of the store: state, how often they are polled, when something new last\n"
     "stood in them, what is wrong.  Adds, removes, enables and disables feeds, also while watch\n"
     "runs; imports OPML and exports it.",
     TW_OPT_JSON | TW_OPT_STORE, tw_cmd_feeds},
    {"read", DOCUMENTS, "takes articles out of documents in any format",
     "Writes one article a line (JSON) for each document, in input order.  Documents\n"
     "without an article are dropped and counted, with the reason, on stderr.",
     TW_OPT_READING | TW_OPT_MANIFEST, tw_cmd_read},
    {"extract", "[ARTICLES.jsonl]", "finds who said what, figures, times, actors and claims",
     "Reads articles as JSON lines (or documents in any format) and writes one object\n"
     "a line with what each says: spans of its text with normalised values.  With\n"
     "--explain it prints the text with the spans marked, and the rule behind each.",
     TW_OPT_READING | TW_OPT_EXPLAIN | TW_OPT_MANIFEST, tw_cmd_extract},
    {"dedup", "[ARTICLES.jsonl]", "finds who copied from whom, and which words",
     "Reads articles as JSON lines and answers each from those before it: copies,\n"
     "near-duplicates and copied passages, a line for each pair; a had it first.",
     TW_OPT_JSON | TW_OPT_NOW | TW_OPT_PROGRESS | TW_OPT_STATE | TW_OPT_WINDOW |
         TW_OPT_MANIFEST, tw_cmd_dedup},
    {"group", "[ARTICLES.jsonl]", "sorts articles into stories as they come",
     "Reads articles as JSON lines and writes id and story of each before it reads the\n"
     "next; a later line for the same id moves it.  --state carries a run on.",
     TW_OPT_JSON | TW_OPT_NOW | TW_OPT_PROGRESS | TW_OPT_STATE | TW_OPT_WINDOW |
         TW_OPT_MANIFEST, tw_cmd_group},
    {"stories", "", "lists the stories, the most important first",
     "Prints the stories of the store, or of the state that group saved (--state): life,\n"
     "accounts, origins, time, title; a star where somebody put one.  Quiet ones only with\n"
     "--all.",
     TW_OPT_JSON | TW_OPT_STORE | TW_OPT_STATE | TW_OPT_ALL | TW_OPT_FILTER | TW_OPT_WIDTH,
     tw_cmd_stories},
    {"show", "STORY|ARTICLE", "prints a story, its accounts side by side, or an article",
     "Prints a story of the store as compare does, with what happened to it and what\n"
     "people decided; or an article, named by its id or by story and letter (s1:A): where it\n"
     "stands, whom it was copied from, its editions, its text.",
     TW_OPT_JSON | TW_OPT_STORE | TW_OPT_HTML | TW_OPT_ORIGINAL | TW_OPT_SCREEN, tw_cmd_show},
    {"why", "STORY[:ITEM] [ARTICLE] | ITEM ACCOUNTS...",
     "tells from the text why the answer is what it is",
     "Of a store: what put an article into a story (s1 ARTICLE), or which words, names,\n"
     "numbers and copies made a statement (s1:F1) or an origin (s1:A); with what people\n"
     "decided and what happened.  Of accounts, as files: the same about an item of their\n"
     "comparison, named as compare prints it (S1, F1, C1, O1, P1, E1, a letter).  With --state:\n"
     "what put an article into a story of the state of group.",
     TW_OPT_READING | TW_OPT_OWNERS | TW_OPT_SCREEN | TW_OPT_STATE | TW_OPT_STORE, tw_cmd_why},
    {"search", "WORDS", "finds articles, the best first",
     "Finds articles of the store that have all the words: \"these in a row\", begin*, this OR\n"
     "that, -not, one NEAR/5 other, title: speaker: actor: a name, outlet:x.example, lang:en,\n"
     "after:2031-04-01, before:2031-05.  Best given as one word, in quotation marks.",
     TW_OPT_JSON | TW_OPT_STORE | TW_OPT_LIMIT | TW_OPT_SCREEN, tw_cmd_search},
    {"outlets", "", "lists who publishes, and how much of it is copied",
     "Prints each outlet of the store: articles, stories, share of words copied from others,\n"
     "share of articles that are first-hand, corrections, time of the last article.",
     TW_OPT_JSON | TW_OPT_STORE, tw_cmd_outlets},
    {"export", "[STORY]...", "writes stories in the formats of others",
     "Writes the named stories, or all that the filters leave, quiet ones too: as JSON lines, CSV, Atom,\n"
     "JSON Feed, ninjs (IPTC), STIX 2.1 or Web Annotations (W3C), with the origins behind each\n"
     "statement.  One story at a time, whatever there is in the store.",
     TW_OPT_STORE | TW_OPT_FILTER | TW_OPT_FORMAT | TW_OPT_WHAT | TW_OPT_HOME, tw_cmd_export},
    {"merge", "STORY STORY", "says that two stories are one",
     "Takes the second story into the first; whatever comes later does not part them.  With\n"
     "--state in the state of group, and then writes which articles moved.",
     DECIDING | TW_OPT_STATE, tw_cmd_decide},
    {"split", "ARTICLE...", "says that articles are a story of their own",
     "Takes the articles out of their story; whatever comes later does not bring them back.\n"
     "With --state in the state of group, and then writes where they went.",
     DECIDING | TW_OPT_STATE, tw_cmd_decide},
    {"star", "STORY", "marks a story; its articles do not expire",
     "Marks a story: `stories --starred` lists it, and its articles are kept when others expire.",
     DECIDING, tw_cmd_decide},
    {"unstar", "STORY", "takes the mark away", "Takes the star from a story.",
     DECIDING, tw_cmd_decide},
    {"note", "STORY TEXT", "writes a note beside a story",
     "Writes a note beside a story, in place of the one that was there; an empty one removes it.",
     DECIDING, tw_cmd_decide},
    {"one-origin", "ARTICLE ARTICLE", "says that two accounts have one origin",
     "Says that two accounts of a story stand on one origin, whatever the texts show.",
     DECIDING, tw_cmd_decide},
    {"two-origins", "ARTICLE ARTICLE", "says that two accounts are independent",
     "Says that two accounts of a story stand on origins of their own, whatever the texts show.",
     DECIDING, tw_cmd_decide},
    {"not-speaker", "STORY:ITEM [ARTICLE]", "says that somebody else said it",
     "Says that the speaker of a statement (s1:S1) did not say it, in one account or in all.",
     DECIDING, tw_cmd_decide},
    {"not-figure", "STORY:ITEM ARTICLE", "says that an account's number counts something else",
     "Says that the number of an account does not belong to a figure (s1:F1).",
     DECIDING, tw_cmd_decide},
    {"forget", "ARTICLE", "removes an article for good",
     "Removes an article and all that was made of it, and keeps it from coming back.  This cannot\n"
     "be taken back.", DECIDING, tw_cmd_decide},
    {"undo", "DECISION", "takes a decision back",
     "Takes back a decision, by its number in `decisions`.", DECIDING, tw_cmd_decide},
    {"decisions", "[STORY]", "lists what people decided",
     "Prints the decisions, or those about a story and its articles: number, time, user, what,\n"
     "and whether it was carried out.", TW_OPT_JSON | TW_OPT_STORE, tw_cmd_decisions},
    {"serve", "", "serves the store as a page and an API, until it is told to stop",
     "Serves the stories over HTTP, on this machine alone unless --listen says otherwise, and prints\n"
     "the address.  Writing needs a token (twosource token), and so does reading from elsewhere.\n"
     "Others may write to the store meanwhile; readers see the last commit.",
     TW_OPT_STORE | TW_OPT_THREADS | TW_OPT_SANDBOX | TW_OPT_USER | TW_OPT_LISTEN | TW_OPT_CORS | TW_OPT_HOST |
     TW_OPT_REPLICA, tw_cmd_serve},
    {"alerts", "[check RULES | run RULES]", "lists what fired; checks rules; raises and sends alerts",
     "Lists the alerts that fired, with the way each has taken.  check: tells everything that is\n"
     "wrong with a file of rules.  run: fires what is new in the store and sends what waits;\n"
     "with --dry-run it shows what the rules would have raised on all that is stored.",
     TW_OPT_JSON | TW_OPT_STORE | TW_OPT_NOW | TW_OPT_SINCE | TW_OPT_LIMIT | TW_OPT_DRY_RUN | TW_OPT_WIDTH,
     tw_cmd_alerts},
    {"token", "add NAME | list | revoke NAME", "says who may ask the server for what",
     "Makes a token with which a program asks the server, and prints it, once; lists them; takes one\n"
     "back.  With --scope read (else that) it reads, with write it also hands in articles and decides,\n"
     "with admin it also forgets articles.",
     TW_OPT_JSON | TW_OPT_STORE | TW_OPT_SCOPE, tw_cmd_token},
    {"check", "", "looks whether the store is whole",
     "Looks at everything in the store and prints what is wrong.  Exit status 0: nothing is.",
     TW_OPT_JSON | TW_OPT_STORE, tw_cmd_check},
    {"backup", "FILE", "copies the store while it is in use",
     "Writes a copy of the store as it was last committed, while others write.", TW_OPT_STORE,
     tw_cmd_backup},
    {"vacuum", "", "gives unused space of the store back",
     "Makes the file of the store as small as what is in it.", TW_OPT_STORE, tw_cmd_vacuum},
    {"migrate", "FROM TO", "moves a store from a file into a database, or back",
     "Copies everything in a store into an empty one of the other kind (a file and a\n"
     "postgresql:// URL) and compares both.  Killed and given again it goes on; nothing should\n"
     "write to either meanwhile.", TW_OPT_PROGRESS, tw_cmd_migrate},
    {"map", "SHARD...", "makes of shards of an archive what reduce takes, anywhere",
     "Reads, cleans and extracts each shard (a file of any format, a folder, a web address), and\n"
     "writes one file for it into the folder of -o, when that is whole.  Shards may be mapped in\n"
     "any order, many at a time, on many machines; one that was mapped is not mapped again.",
     TW_OPT_READING | TW_OPT_OUTPUT | TW_OPT_MANIFEST, tw_cmd_map},
    {"reduce", "DIR|DIR/DAY...", "makes a store of what map wrote, in the order of time",
     "Takes days (DIR/2026-11-22, a month DIR/2026-11, all of DIR) into the store of -o: the same as\n"
     "add makes of the articles in the order of their time.  Killed and given again it goes on; later\n"
     "days can be added later.",
     TW_OPT_JSON | TW_OPT_PROGRESS | TW_OPT_THREADS | TW_OPT_OUTPUT | TW_OPT_WINDOW | TW_OPT_KEEP | TW_OPT_OWNERS,
     tw_cmd_reduce},
    {"work", "[INPUT...]", "does one part of a desk that is spread over machines",
     "Does one part of what add and watch do, and hands on what comes of it by way of a NATS JetStream\n"
     "broker: fetches what feeds have, reads documents, extracts what articles say, groups them into the store, one owner at a\n"
     "time (--role), or gives documents to those who read (--give).  Any number of processes may do each\n"
     "part; one that dies is replaced by the others.  See doc/scaling.md.",
     TW_OPT_WORKING | TW_OPT_READING | TW_OPT_STORE | TW_OPT_STATE | TW_OPT_WINDOW | TW_OPT_KEEP | TW_OPT_OWNERS | TW_OPT_ALERTS |
         TW_OPT_WATCHING, tw_cmd_work},
    {"completion", "bash|zsh|fish", "prints completions for a shell",
     "Prints what lets the shell complete commands, options and their values, e.g.\n"
     ". <(twosource completion bash)", 0, tw_cmd_completion},
    {"version", "", "prints the version",
     "Prints the version; as JSON also what the answers depend on besides the program:\n"
     "the SHA-256 of each model and of the word lists.", TW_OPT_JSON, tw_cmd_version},
    {0},
};

static void usage(struct tw_buf *out)
{
    tw_buf_adds(out, "usage: twosource COMMAND [OPTION]... [INPUT]...\n\n"
                     "News accounts in; who said what, which figures, where they agree or differ,\n"
                     "and how many independent origins stand behind each statement out.\n\n");
    for (const struct tw_command *c = tw_command_table; c->name; c++)
        tw_buf_addf(out, "  %-11s %s\n", c->name, c->what);
    tw_buf_adds(out,
                "\ntwosource COMMAND --help tells more.  Exit status: 0 done, 1 something was dropped,\n"
                     "2 wrong usage, 3 cannot go on.\n");
}

static bool wants_help(int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) return false;
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
    }
    return false;
}

static int run(const struct tw_command *c, int argc, char **argv, struct tw_arena *mem)
{
    struct tw_options o = {.command = c->name};

    if (wants_help(argc, argv)) {
        struct tw_buf out = {.mem = mem};

        tw_options_help(c, &out);
        return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
    }
    if (!tw_options_parse(c, argc, argv, &o) || !tw_config_apply(mem, c, &o)) return TW_EXIT_USAGE;
    return o.manifest_file ? tw_manifest_run(c, &o) : c->run(&o);
}

static int dispatch(int argc, char **argv, struct tw_arena *mem)
{
    struct tw_buf out = {.mem = mem};
    const char *name = argc > 1 ? argv[1] : "--help";

    if (strcmp(name, "--version") == 0) name = "version";
    for (const struct tw_command *c = tw_command_table; c->name; c++)
        if (strcmp(c->name, name) == 0) return run(c, argc > 2 ? argc - 2 : 0, argv + 2, mem);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        usage(&out);
        return tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
    }
    tw_say("there is no command %s; twosource --help lists them", name);
    return TW_EXIT_USAGE;
}

int main(int argc, char **argv)
{
    struct tw_arena *mem = tw_arena_new(0);
    int code;

    signal(SIGPIPE, SIG_IGN);   /* a closed pipe shows as a failed write, */
    signal(SIGXFSZ, SIG_IGN);   /* and so does a file at its limit */
    code = dispatch(argc, argv, mem);
    tw_arena_free(mem);
    return code;
}
