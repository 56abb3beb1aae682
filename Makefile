# Twosource.  make | make check | make check SAN=address | make bench | make eval | make fuzz | make lint | make cover
# WERROR=1: warnings are errors.  V=1: show the commands.
# make install install-python PREFIX=/usr DESTDIR=/tmp/x
Q       := $(if $(V),,@)
STAGES  := base read clean dedup group extract compare store library fetch export alert watch serve work
NOTLIB  := fetch export alert watch serve work
SAN     ?=
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
OBJCOPY ?= objcopy
BUILD   ?= build$(SAN:%=-%)
# DWARF 4: valgrind 3.19 cannot read what clang 14 writes as DWARF 5.
CFLAGS  ?= -O2 -gdwarf-4
CXXFLAGS ?= -O2 -gdwarf-4
PKGS    := icu-uc icu-i18n libcrypto libxxhash libdeflate zlib libzstd liblzma libbrotlidec libseccomp sqlite3
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wvla
ALL_CPPFLAGS := -Iinclude -Isrc -I$(BUILD) -D_POSIX_C_SOURCE=200809L $(CPPFLAGS)
ALL_CFLAGS   := -std=c17 $(WARN) -Wmissing-prototypes -fPIC -pthread $(if $(WERROR),-Werror) \
                $(SAN:%=-fsanitize=%) $(if $(SAN),-fno-omit-frame-pointer -fno-sanitize-recover=all) \
                $(shell pkg-config --cflags $(PKGS) libpq) $(CFLAGS)
ALL_CXXFLAGS := -std=c++17 -Wall -Wextra -fPIC $(SAN:%=-fsanitize=%) $(CXXFLAGS)
LIBS    := $(shell pkg-config --libs $(PKGS)) -lbz2 -Wl,--push-state,--no-as-needed -lcld2_full -Wl,--pop-state -lcld2 -lstdc++ -lm -pthread
LINK     = $(CC) $(ALL_CFLAGS) $(LDFLAGS)
# What the library is compiled with: its own objects, so that nothing but the public names can be seen and an
# assertion that fails in the tests cannot end a host.
LIB_CFLAGS := -fvisibility=hidden -ffunction-sections -DNDEBUG
SOVERSION  := 0
VERSION    := $(shell sed -n 's/^\#define TW_VERSION "\(.*\)"/\1/p' src/library/version.h)

LIBSRC  := $(sort $(wildcard $(patsubst %,src/%/*.c,$(filter-out $(NOTLIB),$(STAGES)))))
SRC     := $(LIBSRC) $(sort $(wildcard $(NOTLIB:%=src/%/*.c))) src/pipeline.c src/worker.c src/courier.c src/convert.c
CXXSRC  := $(sort $(wildcard $(STAGES:%=src/%/*.cc)))
CMDS    := src/main.c src/cmd.c src/options.c src/config.c $(sort $(wildcard src/cmd_*.c))
OBJ     := $(SRC:src/%.c=$(BUILD)/%.o) $(CXXSRC:src/%.cc=$(BUILD)/%.o) $(BUILD)/gen/words.o $(BUILD)/gen/schema.o $(BUILD)/gen/assets.o $(BUILD)/extract/weights.o $(BUILD)/serve/openapi.o
LIBOBJ  := $(LIBSRC:src/%.c=$(BUILD)/lib/%.o) $(CXXSRC:src/%.cc=$(BUILD)/lib/%.o) $(BUILD)/lib/gen/words.o $(BUILD)/lib/gen/schema.o $(BUILD)/extract/weights.o
CMDOBJ  := $(CMDS:src/%.c=$(BUILD)/%.o) $(BUILD)/gen/bundle.o $(BUILD)/gen/newsroom.o $(BUILD)/gen/datahash.o
TESTS   := $(patsubst tests/%_test.c,$(BUILD)/t/%,$(sort $(wildcard tests/*/*_test.c)))
SUPPORT := $(patsubst tests/%.c,$(BUILD)/t/%.o,$(sort $(wildcard tests/support/*.c)))
BENCHES := $(patsubst bench/%_bench.c,$(BUILD)/b/%,$(sort $(wildcard bench/*_bench.c)))
FUZZES  := $(patsubst fuzz/%_fuzz.c,%,$(sort $(wildcard fuzz/*_fuzz.c)))
PROGRAMS := $(patsubst examples/%.c,$(BUILD)/x/%,$(sort $(wildcard examples/*.c)))
WORDS   := $(sort $(wildcard data/*/*.txt))
SCHEMA  := $(sort $(wildcard src/store/schema/*.* src/store/schema/postgres/*.sql))
FINDERS := $(sort $(wildcard src/base/*.[ch] src/clean/*.[ch] src/extract/*.[ch]))
MODELS  := $(sort $(wildcard data/model/*.bin src/*/weights.c))

all: $(BUILD)/twosource $(BUILD)/libtwosource.a $(BUILD)/libtwosource.so

$(BUILD)/twosource: $(CMDOBJ) $(BUILD)/stages.a
	$(Q)$(LINK) $^ $(LIBS) -o $@

# Everything, with assertions: for the program, the tests and the benches.
$(BUILD)/stages.a: $(OBJ)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

# The library.  The archive holds one object in which all hidden names have become local.
$(BUILD)/libtwosource.so: $(LIBOBJ) libtwosource.map Makefile
	@echo "  $@"
	$(Q)$(LINK) -shared -Wl,-soname,$(@F).$(SOVERSION) -Wl,--version-script=libtwosource.map -Wl,--gc-sections \
	    $(if $(SAN),,-Wl,-z,defs) -Wl,-z,relro,-z,now $(LIBOBJ) $(LIBS) -o $@
	@ln -sf $(@F) $@.$(SOVERSION)

$(BUILD)/libtwosource.a: $(LIBOBJ) Makefile
	@echo "  $@"; rm -f $@
	$(Q)$(LD) -r $(LIBOBJ) -o $(BUILD)/lib/whole.o
	$(Q)$(OBJCOPY) --localize-hidden $(BUILD)/lib/whole.o
	$(Q)$(AR) rcs $@ $(BUILD)/lib/whole.o

$(BUILD)/gen/words.h: $(BUILD)/gen/words.c ;
$(BUILD)/gen/words.c: $(BUILD)/tool/mkwords $(WORDS)
	@mkdir -p $(@D); echo "  $@"
	$(Q)ASAN_OPTIONS=detect_leaks=0 $(BUILD)/tool/mkwords data $(BUILD)/gen/words.h $@

$(BUILD)/gen/bundle.c: $(BUILD)/tool/mkbundle $(wildcard examples/*/*)
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(BUILD)/tool/mkbundle examples '*/*' bundle.h 'const struct tw_bundled tw_bundle[]' $@

# The articles that demo --page shows.
$(BUILD)/gen/newsroom.c: $(BUILD)/tool/mkbundle examples/newsroom.jsonl
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(BUILD)/tool/mkbundle examples newsroom.jsonl bundle.h 'const struct tw_bundled tw_newsroom[]' $@

# What the pages of the server load.
$(BUILD)/gen/assets.c: $(BUILD)/tool/mkbundle $(wildcard src/serve/assets/*)
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(BUILD)/tool/mkbundle src/serve/assets '*' serve/assets.h 'const struct tw_asset tw_assets[]' $@

# The schema files as C strings, in order.
$(BUILD)/gen/schema.c: $(SCHEMA) Makefile
	@mkdir -p $(@D); echo "  $@"
	@quote() { sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/    "&\\n"/'; echo '    ,'; }; dir=src/store/schema; { \
	   echo '#include "store/schema.h"'; \
	   echo 'const char *const tw_schema[] = {'; for f in $$dir/*.sql; do quote <$$f; done; echo '    0};'; \
	   echo 'const char *const tw_schema_postgres[] = {'; \
	   for f in $$dir/*.sql; do { sed -f $$dir/postgres.sed $$f; cat $$dir/postgres/$${f##*/} 2>/dev/null; } | quote; done; \
	   echo '    0};'; } > $@

# What the answers depend on besides the code: for manifests and version --json.
$(BUILD)/gen/datahash.c: $(WORDS) $(MODELS) $(FINDERS) Makefile
	@mkdir -p $(@D); echo "  $@"
	@{ echo '#include "datahash.h"'; \
	   echo 'const struct tw_datahash tw_datahash_models[] = {'; sha256sum $(MODELS) | sed 's/\(.*\)  \(.*\)/    {"\2", "\1"},/'; echo '    {0}};'; \
	   echo 'const struct tw_datahash tw_datahash_words[] = {'; sha256sum $(WORDS) | sed 's/\(.*\)  \(.*\)/    {"\2", "\1"},/'; echo '    {0}};'; \
	   echo 'const struct tw_datahash tw_datahash_code[] = {'; cat $(FINDERS) | sha256sum | sed 's/\(.*\)  -/    {"code", "\1"},/'; echo '    {0}};'; } > $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -Wno-overlength-strings -c $< -o $@

$(BUILD)/tool/%: tools/%.c src/base/words.h
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CC) -std=c17 $(WARN) $(if $(WERROR),-Werror) -O1 $(ALL_CPPFLAGS) $< -o $@

$(BUILD)/%.o: src/%.c | $(BUILD)/gen/words.h
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/lib/%.o: src/%.c | $(BUILD)/gen/words.h
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LIB_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/lib/%.o: src/%.cc
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CXX) $(ALL_CPPFLAGS) $(ALL_CXXFLAGS) $(LIB_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/lib/gen/%.o: $(BUILD)/gen/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LIB_CFLAGS) -Wno-overlength-strings -c $< -o $@

$(BUILD)/serve/openapi.o: doc/openapi.json
$(BUILD)/%.o: src/%.S $(wildcard data/model/*.bin)
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CC) -c $< -o $@

$(BUILD)/%.o: src/%.cc
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CXX) $(ALL_CPPFLAGS) $(ALL_CXXFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/t/%: $(BUILD)/t/%.o $(SUPPORT) $(BUILD)/stages.a
	@echo "  $@"
	$(Q)$(LINK) $(filter %.o %.a,$^) $(LIBS) -lcmocka $(TESTLIBS) -o $@

$(BUILD)/t/%.o: tests/%_test.c | $(BUILD)/gen/words.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) -Itests $(ALL_CFLAGS) $(TESTFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/t/support/%.o: tests/support/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) -Itests $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/t/library/memory: LDFLAGS += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
$(BUILD)/t/program/config: $(BUILD)/cmd.o $(BUILD)/options.o $(BUILD)/config.o
# The parsers that ours is held against.
$(BUILD)/t/read/sametext: TESTFLAGS = $(shell pkg-config --cflags libxml-2.0 gumbo)
$(BUILD)/t/read/sametext: TESTLIBS = $(shell pkg-config --libs libxml-2.0 gumbo)

# Programs that use the library as anybody would: by its public header alone.
$(BUILD)/x/%: examples/%.c $(BUILD)/installed/done
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $< $$(PKG_CONFIG_PATH=$(BUILD)/installed/lib/pkgconfig pkg-config --cflags --libs twosource) \
	    -Wl,-rpath,$(abspath $(BUILD))/installed/lib -o $@

# What the tests of the installed library use.
$(BUILD)/installed/done: $(BUILD)/twosource $(BUILD)/libtwosource.a $(BUILD)/libtwosource.so include/twosource.h twosource.pc.in doc/twosource.1 $(wildcard service/*)
	@rm -rf $(@D)
	$(Q)$(MAKE) -s install PREFIX=$(abspath $(@D)) DESTDIR=
	@touch $@

# The Python binding; bindings/python/build_native.py takes the declarations from the installed header.
PYTHON ?= /usr/bin/python3
$(BUILD)/python/done: $(wildcard bindings/python/*.py bindings/python/twosource/*) $(BUILD)/installed/done
	@echo "  $(@D)"; rm -rf $(@D); mkdir -p $(@D)
	@cp -r bindings/python/twosource $(@D)
	$(Q)PKG_CONFIG_PATH=$(BUILD)/installed/lib/pkgconfig $(PYTHON) bindings/python/build_native.py $(@D) >$(@D)/log || { cat $(@D)/log; false; }
	@rm -f $(@D)/twosource/_native.[co]; touch $@

$(BUILD)/b/%: bench/%_bench.c $(BUILD)/stages.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) -Ibench $< $(BUILD)/stages.a $(LIBS) -o $@

# A fuzz target with a main that replays its corpus / with libFuzzer's.
$(BUILD)/f/%: fuzz/%_fuzz.c fuzz/replay.c fuzz/fuzz.h $(BUILD)/stages.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) $(filter %.c %.a,$^) $(LIBS) -o $@

$(BUILD)/fuzz/%: fuzz/%_fuzz.c fuzz/fuzz.h $(BUILD)/stages.a
	@mkdir -p $(@D) $(BUILD)/new/$*; echo "  $@"
	$(Q)$(LINK) -fsanitize=fuzzer $(ALL_CPPFLAGS) $(filter %.c %.a,$^) $(LIBS) -o $@

# Long tests (tests/soak/README.md).
$(BUILD)/soak/%: tests/soak/%_soak.c $(BUILD)/stages.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) $< $(BUILD)/stages.a $(LIBS) -o $@

# The trainers of the taggers; data/model/*.md says how each is called.
$(BUILD)/train/%: tools/train/%.c $(BUILD)/stages.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) $< $(BUILD)/stages.a $(LIBS) -o $@

check: layers banned $(TESTS) $(FUZZES:%=$(BUILD)/f/%) $(BUILD)/twosource $(PROGRAMS) $(BUILD)/python/done
	@sh tools/runtests $(BUILD) $(TESTS) $(FUZZES:%=$(BUILD)/f/%)

# Rewrites the expected parts of tests/*/*.case with what comes out; read the diff.
accept: $(TESTS)
	@for t in $(TESTS); do grep -q tw_cases_run tests/$${t#$(BUILD)/t/}_test.c || continue; TW_ACCEPT=1 $$t || exit 1; done

layers: ; @sh tools/layers $(STAGES)
banned: ; @sh tools/banned src tools

bench: $(BENCHES)
	@for b in $(BENCHES); do $$b || exit 1; done

# make fuzz FUZZ="json utf8" SECONDS=600: what is new goes to build-fuzz/new, what crashes to build-fuzz.
FUZZ    ?= $(FUZZES)
SECONDS ?= 60
fuzz:
	$(MAKE) BUILD=build-fuzz CC=clang CXX=clang++ SAN=fuzzer-no-link,address,undefined $(FUZZ:%=build-fuzz/fuzz/%)
	@set -e; for t in $(FUZZ); do echo "== $$t"; build-fuzz/fuzz/$$t -max_total_time=$(SECONDS) -timeout=10 \
	    -print_final_stats=1 -verbosity=0 -use_value_profile=1 -artifact_prefix=build-fuzz/$$t- build-fuzz/new/$$t fuzz/corpus/$$t; done

# The stories of eval/ and their gold; the yardsticks too, when they lie beside the project (half a minute; speeds are left
# to bench/, peers and goals to what the yardsticks print themselves).  README=1 puts the tables into README.md, WORST=50 lists what is missed.
YARDSTICKS := $(wildcard ../shared/yardsticks)
SCORES     := stories $(notdir $(YARDSTICKS))
eval: SHELL := /bin/bash
eval: .SHELLFLAGS := -o pipefail -ec
eval: $(BUILD)/twosource
	@rm -rf $(BUILD)/eval; /usr/bin/python3 eval/build.py eval/stories $(BUILD)/eval/sets
	@/usr/bin/python3 eval/score.py $< $(BUILD)/eval/sets --worst $(or $(WORST),0) | tee $(BUILD)/eval/stories
	@[ -z "$(YARDSTICKS)" ] || /usr/bin/python3 $(YARDSTICKS)/run.py $< $$(cat scripts/yardsticks.txt) \
	    | sed -u 's| [|] .*||; s|  *[0-9]* [a-zA-Z]*/s.*||' | tee $(BUILD)/eval/yardsticks
	@[ -z "$(README)" ] || for t in $(SCORES); do /usr/bin/python3 eval/readme.py README.md $$t $(BUILD)/eval/$$t; done

lint:
	@bad=0; for f in $(SRC) $(CMDS); do clang-tidy --quiet $$f -- -std=c17 $(ALL_CPPFLAGS) 2>/dev/null || bad=1; done; exit $$bad

cover:
	$(MAKE) check BUILD=build-cover CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage
	lcov -q -c -d build-cover -o build-cover/all.info && lcov -q --summary build-cover/all.info

UNITDIR     ?= $(PREFIX)/lib/systemd/system
# The program reads /etc/twosource/twosource.conf; what is installed elsewhere reads its own only when told to.  A file that
# somebody has changed stays.
SYSCONFDIR  ?= $(if $(filter /usr /usr/local,$(PREFIX)),/etc,$(PREFIX)/etc)
COMPLETIONS := bash-completion/completions zsh/vendor-completions fish/vendor_completions.d
install: all
	install -D $(BUILD)/twosource $(DESTDIR)$(PREFIX)/bin/twosource
	install -D -m 644 include/twosource.h $(DESTDIR)$(PREFIX)/include/twosource.h
	install -D -m 644 $(BUILD)/libtwosource.a $(DESTDIR)$(LIBDIR)/libtwosource.a
	install -D -m 644 $(BUILD)/libtwosource.so $(DESTDIR)$(LIBDIR)/libtwosource.so.$(SOVERSION)
	ln -sf libtwosource.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libtwosource.so
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|; s|@LIBS@|$(shell pkg-config --libs $(PKGS))|' \
	    twosource.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/twosource.pc
	[ -e $(DESTDIR)$(SYSCONFDIR)/twosource/twosource.conf ] || \
	    install -D -m 644 service/twosource.conf $(DESTDIR)$(SYSCONFDIR)/twosource/twosource.conf
	[ -e $(DESTDIR)$(SYSCONFDIR)/twosource/alerts.conf ] || \
	    install -D -m 644 service/alerts.conf $(DESTDIR)$(SYSCONFDIR)/twosource/alerts.conf
	install -D service/twosource-ingest $(DESTDIR)$(PREFIX)/lib/twosource/twosource-ingest
	install -d $(DESTDIR)$(UNITDIR)
	for unit in twosource-ingest.service twosource-ingest.path twosource-watch.service twosource-serve.service; do \
	    sed 's|/usr/lib/twosource|$(PREFIX)/lib/twosource|; s|/usr/bin/twosource|$(PREFIX)/bin/twosource|' service/$$unit > $(DESTDIR)$(UNITDIR)/$$unit; done
	install -D -m 644 service/sysusers.conf $(DESTDIR)$(PREFIX)/lib/sysusers.d/twosource.conf
	install -D -m 644 service/tmpfiles.conf $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/twosource.conf
	install -D -m 644 doc/twosource.1 $(DESTDIR)$(PREFIX)/share/man/man1/twosource.1
	install -d $(COMPLETIONS:%=$(DESTDIR)$(PREFIX)/share/%)
	$(BUILD)/twosource completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/twosource
	$(BUILD)/twosource completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_twosource
	$(BUILD)/twosource completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/twosource.fish

# Where Debian's Python looks: /usr/lib/python3, but /usr/local/lib/python3.11.
PYTHONDIR ?= $(PREFIX)/lib/$(if $(filter /usr,$(PREFIX)),python3,$(shell $(PYTHON) -c 'import sys; print("python%d.%d" % sys.version_info[:2])'))/dist-packages
install-python: $(BUILD)/python/done
	install -d $(DESTDIR)$(PYTHONDIR)/twosource
	install -m 644 $(BUILD)/python/twosource/*.* $(DESTDIR)$(PYTHONDIR)/twosource

clean: ; rm -rf build build-*

.PHONY: all install install-python check eval accept layers banned bench fuzz lint cover clean
.SECONDARY:
.DELETE_ON_ERROR:
-include $(OBJ:.o=.d) $(LIBOBJ:.o=.d) $(CMDOBJ:.o=.d) $(TESTS:=.d) $(SUPPORT:.o=.d)
