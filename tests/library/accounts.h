/* tests/library/accounts.h - articles as a host gives them. */
#ifndef TW_TESTS_LIBRARY_ACCOUNTS_H
#define TW_TESTS_LIBRARY_ACCOUNTS_H

#define PAGE \
    "<!doctype html><title>Weir fails</title><article><h1>Weir fails</h1><p>The weir at Harrow " \
    "Lock failed at noon on Monday, and nobody had been warned, the lock keeper told us.</p>" \
    "<p>“It just went,” she said.</p></article>"

#define QUOTE \
    "\\u201cThe weir was old and we told them so every spring,\\u201d said Zo\\u00eb \\u00d8rn, " \
    "the mayor of Harrow Lock. "
#define REST \
    "At least 12 people were injured when the weir failed on Monday morning, and 40 houses stood " \
    "under water by noon. The water board denied that it was to blame for the flood. Trains will " \
    "not run before Thursday, the railway said."
#define ARTICLE(id, outlet, title, time, text) \
    "{\"id\":\"" id "\",\"outlet\":\"" outlet "\",\"title\":\"" title "\",\"published\":\"2031-05-06T" time \
    "Z\",\"lang\":\"en\",\"text\":\"" text "\"}"

#define LAMP ARTICLE("lamp", "The Lamp", "Weir fails at Harrow Lock", "10:00", QUOTE REST)
#define COPY \
    ARTICLE("copy", "The Copyist", "Weir fails at Harrow Lock", "12:00", \
            "A flood struck the town. " QUOTE REST)
#define VANE \
    ARTICLE("vane", "The Vane", "Fourteen hurt at Harrow Lock", "15:00", \
            "HARROW LOCK - Fourteen people were injured when an old weir broke, police said. " \
            "\\u201cThe weir was old, and we told them so every spring,\\u201d Mayor Zo\\u00eb \\u00d8rn " \
            "said on Monday.")

#endif
