/* read/html_names.h - the element and attribute names that the tree knows.
**
** X(NAME, "name", traits): TW_TAG_NAME / TW_ATTR_NAME.  Traits of elements are
** those the tree builder needs (WHATWG HTML, section 13.2.4.2 "The stack of
** open elements" and 13.2.6 "Tree construction") and whether the element
** breaks a line when it is shown (section 15.3 "Non-replaced elements").
** Elements not listed are TW_TAG_OTHER, attributes not listed are not kept.
*/
#ifndef TW_READ_HTML_NAMES_H
#define TW_READ_HTML_NAMES_H

enum tw_tag_trait {
    TW_BREAKS = 1,      /* shown as a block: text before and after it are not one line */
    TW_SPECIAL = 2,     /* an end tag of an unlisted element does not reach through it */
    TW_ENDS_P = 4,      /* its start tag ends an open p */
    TW_VOID = 8,        /* has no content and no end tag */
    TW_FORMAT = 16,     /* a formatting element: its end tag may come inside another block */
    TW_RAW = 32,        /* content is text without markup */
    TW_SCOPE = 64,      /* end tags inside it do not reach outside */
    TW_HEAD = 128       /* belongs into the head when nothing of the body was seen */
};

#define TW_BLOCK_ (TW_BREAKS | TW_SPECIAL | TW_ENDS_P)

#define TW_TAG_LIST(X) \
    X(OTHER, "", 0) \
    X(DOCUMENT, "", TW_SCOPE | TW_SPECIAL) \
    X(TEXT, "", 0) \
    X(HTML, "html", TW_SPECIAL | TW_SCOPE | TW_BREAKS) \
    X(HEAD, "head", TW_SPECIAL | TW_BREAKS) \
    X(BODY, "body", TW_SPECIAL | TW_BREAKS) \
    X(A, "a", TW_FORMAT) \
    X(ABBR, "abbr", 0) \
    X(ADDRESS, "address", TW_BLOCK_) \
    X(AREA, "area", TW_SPECIAL | TW_VOID) \
    X(ARTICLE, "article", TW_BLOCK_) \
    X(ASIDE, "aside", TW_BLOCK_) \
    X(AUDIO, "audio", 0) \
    X(B, "b", TW_FORMAT) \
    X(BASE, "base", TW_SPECIAL | TW_VOID | TW_HEAD) \
    X(BDI, "bdi", 0) \
    X(BDO, "bdo", 0) \
    X(BIG, "big", TW_FORMAT) \
    X(BLOCKQUOTE, "blockquote", TW_BLOCK_) \
    X(BR, "br", TW_SPECIAL | TW_VOID) \
    X(BUTTON, "button", TW_SPECIAL) \
    X(CANVAS, "canvas", 0) \
    X(CAPTION, "caption", TW_SPECIAL | TW_SCOPE | TW_BREAKS) \
    X(CENTER, "center", TW_BLOCK_) \
    X(CITE, "cite", 0) \
    X(CODE, "code", TW_FORMAT) \
    X(COL, "col", TW_SPECIAL | TW_VOID) \
    X(COLGROUP, "colgroup", TW_SPECIAL) \
    X(DATA, "data", 0) \
    X(DATALIST, "datalist", 0) \
    X(DD, "dd", TW_BLOCK_) \
    X(DEL, "del", 0) \
    X(DESC, "desc", 0) \
    X(DETAILS, "details", TW_BLOCK_) \
    X(DFN, "dfn", 0) \
    X(DIALOG, "dialog", TW_BLOCK_) \
    X(DIV, "div", TW_BLOCK_) \
    X(DL, "dl", TW_BLOCK_) \
    X(DT, "dt", TW_BLOCK_) \
    X(EM, "em", TW_FORMAT) \
    X(EMBED, "embed", TW_SPECIAL | TW_VOID) \
    X(FIELDSET, "fieldset", TW_BLOCK_) \
    X(FIGCAPTION, "figcaption", TW_BLOCK_) \
    X(FIGURE, "figure", TW_BLOCK_) \
    X(FONT, "font", TW_FORMAT) \
    X(FOOTER, "footer", TW_BLOCK_) \
    X(FOREIGNOBJECT, "foreignobject", 0) \
    X(FORM, "form", TW_BLOCK_) \
    X(H1, "h1", TW_BLOCK_) \
    X(H2, "h2", TW_BLOCK_) \
    X(H3, "h3", TW_BLOCK_) \
    X(H4, "h4", TW_BLOCK_) \
    X(H5, "h5", TW_BLOCK_) \
    X(H6, "h6", TW_BLOCK_) \
    X(HEADER, "header", TW_BLOCK_) \
    X(HGROUP, "hgroup", TW_BLOCK_) \
    X(HR, "hr", TW_BLOCK_ | TW_VOID) \
    X(I, "i", TW_FORMAT) \
    X(IFRAME, "iframe", TW_SPECIAL | TW_RAW) \
    X(IMG, "img", TW_SPECIAL | TW_VOID) \
    X(INPUT, "input", TW_SPECIAL | TW_VOID) \
    X(INS, "ins", 0) \
    X(KBD, "kbd", 0) \
    X(LABEL, "label", 0) \
    X(LEGEND, "legend", TW_BREAKS) \
    X(LI, "li", TW_BLOCK_) \
    X(LINK, "link", TW_SPECIAL | TW_VOID | TW_HEAD) \
    X(MAIN, "main", TW_BLOCK_) \
    X(MAP, "map", 0) \
    X(MARK, "mark", 0) \
    X(MARQUEE, "marquee", TW_SPECIAL | TW_SCOPE) \
    X(MATH, "math", 0) \
    X(MENU, "menu", TW_BLOCK_) \
    X(META, "meta", TW_SPECIAL | TW_VOID | TW_HEAD) \
    X(METER, "meter", 0) \
    X(NAV, "nav", TW_BLOCK_) \
    X(NOBR, "nobr", TW_FORMAT) \
    X(NOEMBED, "noembed", TW_SPECIAL | TW_RAW) \
    X(NOFRAMES, "noframes", TW_SPECIAL | TW_RAW | TW_HEAD) \
    X(NOSCRIPT, "noscript", TW_SPECIAL | TW_RAW | TW_HEAD) \
    X(OBJECT, "object", TW_SPECIAL | TW_SCOPE) \
    X(OL, "ol", TW_BLOCK_) \
    X(OPTGROUP, "optgroup", TW_BREAKS) \
    X(OPTION, "option", TW_BREAKS) \
    X(OUTPUT, "output", 0) \
    X(P, "p", TW_BLOCK_) \
    X(PARAM, "param", TW_SPECIAL | TW_VOID) \
    X(PICTURE, "picture", 0) \
    X(PLAINTEXT, "plaintext", TW_BLOCK_ | TW_RAW) \
    X(PRE, "pre", TW_BLOCK_) \
    X(PROGRESS, "progress", 0) \
    X(Q, "q", 0) \
    X(RP, "rp", 0) \
    X(RT, "rt", 0) \
    X(RUBY, "ruby", 0) \
    X(S, "s", TW_FORMAT) \
    X(SAMP, "samp", 0) \
    X(SCRIPT, "script", TW_SPECIAL | TW_RAW | TW_HEAD) \
    X(SECTION, "section", TW_BLOCK_) \
    X(SELECT, "select", TW_SPECIAL) \
    X(SLOT, "slot", 0) \
    X(SMALL, "small", TW_FORMAT) \
    X(SOURCE, "source", TW_SPECIAL | TW_VOID) \
    X(SPAN, "span", 0) \
    X(STRIKE, "strike", TW_FORMAT) \
    X(STRONG, "strong", TW_FORMAT) \
    X(STYLE, "style", TW_SPECIAL | TW_RAW | TW_HEAD) \
    X(SUB, "sub", 0) \
    X(SUMMARY, "summary", TW_BLOCK_) \
    X(SUP, "sup", 0) \
    X(SVG, "svg", 0) \
    X(TABLE, "table", TW_BLOCK_ | TW_SCOPE) \
    X(TBODY, "tbody", TW_SPECIAL | TW_BREAKS) \
    X(TD, "td", TW_SPECIAL | TW_SCOPE | TW_BREAKS) \
    X(TEMPLATE, "template", TW_SPECIAL | TW_SCOPE | TW_HEAD) \
    X(TEXTAREA, "textarea", TW_SPECIAL | TW_RAW) \
    X(TFOOT, "tfoot", TW_SPECIAL | TW_BREAKS) \
    X(TH, "th", TW_SPECIAL | TW_SCOPE | TW_BREAKS) \
    X(THEAD, "thead", TW_SPECIAL | TW_BREAKS) \
    X(TIME, "time", 0) \
    X(TITLE, "title", TW_SPECIAL | TW_RAW | TW_HEAD) \
    X(TR, "tr", TW_SPECIAL | TW_BREAKS) \
    X(TRACK, "track", TW_SPECIAL | TW_VOID) \
    X(TT, "tt", TW_FORMAT) \
    X(U, "u", TW_FORMAT) \
    X(UL, "ul", TW_BLOCK_) \
    X(VAR, "var", 0) \
    X(VIDEO, "video", 0) \
    X(WBR, "wbr", TW_SPECIAL | TW_VOID) \
    X(XMP, "xmp", TW_BLOCK_ | TW_RAW)

#define TW_ATTR_LIST(X) \
    X(OTHER, "") \
    X(CLASS, "class") \
    X(ID, "id") \
    X(ITEMPROP, "itemprop") \
    X(ITEMTYPE, "itemtype") \
    X(ITEMSCOPE, "itemscope") \
    X(PROPERTY, "property") \
    X(TYPEOF, "typeof") \
    X(NAME, "name") \
    X(CONTENT, "content") \
    X(HTTP_EQUIV, "http-equiv") \
    X(CHARSET, "charset") \
    X(HREF, "href") \
    X(SRC, "src") \
    X(ALT, "alt") \
    X(REL, "rel") \
    X(DATETIME, "datetime") \
    X(LANG, "lang") \
    X(XML_LANG, "xml:lang") \
    X(HREFLANG, "hreflang") \
    X(DIR, "dir") \
    X(ROLE, "role") \
    X(TYPE, "type") \
    X(TITLE, "title") \
    X(STYLE, "style") \
    X(HIDDEN, "hidden") \
    X(ARIA_HIDDEN, "aria-hidden") \
    X(ARIA_LABEL, "aria-label") \
    X(CITE, "cite") \
    X(SHADOWROOTMODE, "shadowrootmode") \
    X(DATA_TESTID, "data-testid") \
    X(DATA_TEST_ID, "data-test-id") \
    X(DATA_COMPONENT, "data-component") \
    X(DATA_COMPONENT_NAME, "data-component-name") \
    X(DATA_TYPE, "data-type") \
    X(DATA_NAME, "data-name") \
    X(DATA_BLOCK, "data-block") \
    X(DATA_QA, "data-qa") \
    X(DATA_DATE, "data-date") \
    X(DATA_TIME, "data-time") \
    X(DATA_TIMESTAMP, "data-timestamp") \
    X(DATA_DATETIME, "data-datetime") \
    X(DATA_UTIME, "data-utime") \
    X(DATA_AUTHOR, "data-author") \
    X(DATA_TITLE, "data-title")

enum tw_tag {
#define X(name, text, traits) TW_TAG_##name,
    TW_TAG_LIST(X)
#undef X
    TW_TAG_COUNT
};

enum tw_attr_name {
#define X(name, text) TW_ATTR_##name,
    TW_ATTR_LIST(X)
#undef X
    TW_ATTR_COUNT
};

#endif
