/* read/xml.h - the elements of an XML text, one after another.
**
** A pull reader for feeds: it knows tags, comments, CDATA and processing
** instructions, expands nothing but character references, and never fails:
** where the XML is broken it goes on with what looks like the next tag.
** Everything is borrowed from the text.  One pass.
*/
#ifndef TW_READ_XML_H
#define TW_READ_XML_H
#include "base/slice.h"

struct tw_xml { struct tw_slice text; size_t at; };

struct tw_xml_tag {
    struct tw_slice name;           /* as written, with its prefix */
    struct tw_slice attributes;     /* as written */
    bool closing;                   /* </name> */
    bool empty;                     /* <name/> */
};

/* The next tag, comments and the like passed over; false at the end. */
bool tw_xml_next(struct tw_xml *x, struct tw_xml_tag *out);

/* What stands between the opening tag just read and its closing tag, which is
** passed too; the rest of the text when it is never closed. */
struct tw_slice tw_xml_inner(struct tw_xml *x, const struct tw_xml_tag *open);

/* The value of an attribute, as written; its name in any case; empty when absent. */
struct tw_slice tw_xml_attribute(const struct tw_xml_tag *tag, struct tw_slice name);

/* The text of an element's inside: CDATA as it is, else with references
** resolved; when it has elements of its own (xhtml) it is returned as written. */
struct tw_slice tw_xml_text(struct tw_arena *mem, struct tw_slice inner);

/* The name without its prefix. */
struct tw_slice tw_xml_local(struct tw_slice name);

#endif
