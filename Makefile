# Twosource.  make | make check | make check SAN=address | make bench | make fuzz | make lint | make cover
# WERROR=1: warnings are errors.  V=1: show the commands.
Q       := $(if $(V),,@)
STAGES  := base read clean dedup group extract compare store serve
SAN     ?=
BUILD   ?= build$(SAN:%=-%)
CFLAGS  ?= -O2 -g
PKGS    := icu-uc icu-i18n libcrypto libxxhash libdeflate zlib libzstd liblzma libbrotlidec libseccomp
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wvla
ALL_CPPFLAGS := -Isrc -I$(BUILD) -D_POSIX_C_SOURCE=200809L $(CPPFLAGS)
ALL_CFLAGS   := -std=c17 $(WARN) -Wmissing-prototypes -fPIC -pthread $(if $(WERROR),-Werror) \
                $(SAN:%=-fsanitize=%) $(if $(SAN),-fno-omit-frame-pointer -fno-sanitize-recover=all) \
                $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
ALL_CXXFLAGS := -std=c++17 -Wall -Wextra -fPIC $(SAN:%=-fsanitize=%) -O2 -g
LIBS    := $(shell pkg-config --libs $(PKGS)) -lbz2 -Wl,--push-state,--no-as-needed -lcld2_full -Wl,--pop-state -lcld2 -lstdc++ -lm -pthread
LINK     = $(CC) $(ALL_CFLAGS) $(LDFLAGS)

SRC     := $(sort $(wildcard $(STAGES:%=src/%/*.c))) src/pipeline.c src/worker.c src/reader.c
CXXSRC  := $(sort $(wildcard $(STAGES:%=src/%/*.cc)))
CMDS    := src/main.c src/cmd.c $(sort $(wildcard src/cmd_*.c))
OBJ     := $(SRC:src/%.c=$(BUILD)/%.o) $(CXXSRC:src/%.cc=$(BUILD)/%.o) $(BUILD)/gen/words.o $(BUILD)/extract/weights.o
CMDOBJ  := $(CMDS:src/%.c=$(BUILD)/%.o) $(BUILD)/gen/bundle.o
TESTS   := $(patsubst tests/%_test.c,$(BUILD)/t/%,$(sort $(wildcard tests/*/*_test.c)))
BENCHES := $(patsubst bench/%_bench.c,$(BUILD)/b/%,$(sort $(wildcard bench/*_bench.c)))
FUZZES  := $(patsubst fuzz/%_fuzz.c,%,$(sort $(wildcard fuzz/*_fuzz.c)))
PROGRAMS := $(patsubst examples/%.c,$(BUILD)/x/%,$(sort $(wildcard examples/*.c)))
WORDS   := $(sort $(wildcard data/*/*.txt))

all: $(BUILD)/twosource

$(BUILD)/twosource: $(CMDOBJ) $(BUILD)/libtwosource.a
	$(Q)$(LINK) $^ $(LIBS) -o $@

$(BUILD)/libtwosource.a: $(OBJ)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/gen/words.h: $(BUILD)/gen/words.c ;
$(BUILD)/gen/words.c: $(BUILD)/tool/mkwords $(WORDS)
	@mkdir -p $(@D); echo "  $@"
	$(Q)ASAN_OPTIONS=detect_leaks=0 $(BUILD)/tool/mkwords data $(BUILD)/gen/words.h $@

$(BUILD)/gen/bundle.c: $(BUILD)/tool/mkbundle $(wildcard examples/*/*)
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(BUILD)/tool/mkbundle examples $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -Wno-overlength-strings -c $< -o $@

$(BUILD)/tool/%: tools/%.c src/base/words.h
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CC) -std=c17 $(WARN) $(if $(WERROR),-Werror) -O1 $(ALL_CPPFLAGS) $< -o $@

$(BUILD)/%.o: src/%.c | $(BUILD)/gen/words.h
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/%.o: src/%.S $(wildcard data/model/*.bin)
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CC) -c $< -o $@

$(BUILD)/%.o: src/%.cc
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(CXX) $(ALL_CPPFLAGS) $(ALL_CXXFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/t/%: tests/%_test.c $(BUILD)/libtwosource.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) -Itests -MMD -MP $< $(wildcard tests/support/*.c) $(BUILD)/libtwosource.a $(LIBS) -lcmocka -o $@

# Programs that use the library as anybody would: by its public header alone.
$(BUILD)/x/%: examples/%.c include/twosource.h $(BUILD)/libtwosource.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) -Iinclude $< $(BUILD)/libtwosource.a $(LIBS) -o $@

$(BUILD)/b/%: bench/%_bench.c $(BUILD)/libtwosource.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) -Ibench $< $(BUILD)/libtwosource.a $(LIBS) -o $@

# A fuzz target with a main that replays its corpus / with libFuzzer's.
$(BUILD)/f/%: fuzz/%_fuzz.c fuzz/replay.c fuzz/fuzz.h $(BUILD)/libtwosource.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) $(filter %.c %.a,$^) $(LIBS) -o $@

$(BUILD)/fuzz/%: fuzz/%_fuzz.c fuzz/fuzz.h $(BUILD)/libtwosource.a
	@mkdir -p $(@D) $(BUILD)/new/$*; echo "  $@"
	$(Q)$(LINK) -fsanitize=fuzzer $(ALL_CPPFLAGS) $(filter %.c %.a,$^) $(LIBS) -o $@

# The trainers of the taggers; data/model/*.md says how each is called.
$(BUILD)/train/%: tools/train/%.c $(BUILD)/libtwosource.a
	@mkdir -p $(@D); echo "  $@"
	$(Q)$(LINK) $(ALL_CPPFLAGS) $< $(BUILD)/libtwosource.a $(LIBS) -o $@

check: layers banned $(TESTS) $(FUZZES:%=$(BUILD)/f/%) $(BUILD)/twosource $(PROGRAMS)
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

lint:
	@bad=0; for f in $(SRC) $(CMDS); do clang-tidy --quiet $$f -- -std=c17 $(ALL_CPPFLAGS) 2>/dev/null || bad=1; done; exit $$bad

cover:
	$(MAKE) check BUILD=build-cover CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage
	lcov -q -c -d build-cover -o build-cover/all.info && lcov -q --summary build-cover/all.info

PREFIX  ?= /usr/local
install: all
	install -D $(BUILD)/twosource $(DESTDIR)$(PREFIX)/bin/twosource
	install -D -m 644 include/twosource.h $(DESTDIR)$(PREFIX)/include/twosource.h
	install -D -m 644 $(BUILD)/libtwosource.a $(DESTDIR)$(PREFIX)/lib/libtwosource.a
	install -D -m 644 doc/twosource.1 $(DESTDIR)$(PREFIX)/share/man/man1/twosource.1

clean: ; rm -rf build build-*

.PHONY: all install check accept layers banned bench fuzz lint cover clean
.SECONDARY:
.DELETE_ON_ERROR:
-include $(OBJ:.o=.d) $(CMDOBJ:.o=.d) $(TESTS:=.d)
