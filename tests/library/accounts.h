/* tests/library/accounts.h - articles as a host gives them. */
#ifndef TW_TESTS_LIBRARY_ACCOUNTS_H
#define TW_TESTS_LIBRARY_ACCOUNTS_H

#define QUOTE "\\u201cThe weir was old and we told them so every spring,\\u201d said Zo\\u00eb \\u00d8rn, the mayor of Harrow Lock. "
#define REST \
    "At least 12 people were injured when the weir failed on Monday morning, and 40 houses stood under water by " \
    "noon. The water board denied that it was to blame for the flood. Trains will not run before Thursday, the railway said."
#define LAMP "{\"id\":\"lamp\",\"outlet\":\"The Lamp\",\"title\":\"Weir fails at Harrow Lock\"," \
             "\"published\":\"2031-05-06T10:00Z\",\"lang\":\"en\",\"text\":\"" QUOTE REST "\"}"
#define COPY "{\"id\":\"copy\",\"outlet\":\"The Copyist\",\"title\":\"Weir fails at Harrow Lock\"," \
             "\"published\":\"2031-05-06T12:00Z\",\"lang\":\"en\",\"text\":\"A flood struck the town. " QUOTE REST "\"}"
#define VANE "{\"id\":\"vane\",\"outlet\":\"The Vane\",\"title\":\"Fourteen hurt at Harrow Lock\"," \
             "\"published\":\"2031-05-06T15:00Z\",\"lang\":\"en\",\"text\":\"HARROW LOCK - Fourteen people were injured " \
             "when an old weir broke, police said. \\u201cThe weir was old, and we told them so every spring,\\u201d Mayor " \
             "Zo\\u00eb \\u00d8rn said on Monday.\"}"

#endif
