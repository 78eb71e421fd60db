# cdrlab: `make demo` shows the main job, `make test` runs every test.
# Both do all their own set-up on a Debian machine with Go.

GO          ?= go
STATICCHECK  = honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME    ?= 30s
DEMO         = testdata/demo

.PHONY: build demo demo-data test test-native test-v3 test-arm64 test-sip test-readers lint fuzz bench bench-peers golden clean

build:
	$(GO) build -o bin/cdrlab ./cmd/cdrlab

# The main job twice over the same traffic: KAZOO's CSV downloads, one file an
# account, and one Parquet file that also knows the carriers.
demo: build
	@.ci/demo bin/cdrlab $(DEMO) out/demo

# Made once and committed; the command line is the one in $(DEMO)/README.md.
demo-data: build
	sed -n 's/^    bin/bin/p' $(DEMO)/README.md | sh -eu

test: test-native test-v3 test-arm64

test-native:
	@.ci/test-native $(GO)

test-v3:
	@.ci/test-v3 $(GO)

test-arm64:
	@.ci/test-arm64 $(GO)

# Calls through a real Kamailio that restarts, on loopback, beside the
# prediction; installs Debian's kamailio and sip-tester if it may.
test-sip:
	@.ci/test-sip $(GO)

# Every value that convert writes, as DuckDB and Arrow for JavaScript read it;
# installs Debian's nodejs and npm if it may.
test-readers:
	@.ci/test-readers $(GO)

lint:
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi

# Every fuzz target, FUZZTIME each.
fuzz:
	@.ci/fuzz $(GO) $(FUZZTIME)

# Figures for benchstat: rows/s of the readers, ticks/s of the engine.
bench:
	$(GO) test -run '^$$' -bench . -benchtime 1s ./...

# cdrlab beside DuckDB, ClickHouse and Polars, paired; needs nodejs and npm.
# ROWS=10000000 for the record.
bench-peers:
	$(GO) run ./cmd/benchpeers --dir $${TMPDIR:-/tmp}/cdrlab-benchpeers --rows $(or $(ROWS),1000000)

golden:
	$(GO) test ./simulate/failover/study -update
	$(GO) test ./analyze/plot ./cmd/... ./replay/alert ./replay/cdrfmt ./replay/cdrfmt/dialect ./replay/cdrfmt/jsondoc ./replay/cdrfmt/xmldoc ./simulate -update

clean:
	rm -rf bin out
