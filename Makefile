# Caseway. `make demo` shows it, `make test` says whether a change is good.

# Where the demonstration serves, and what it reads besides the program's own extract.
PORT ?= 8080
DATA ?= demo-data
NOTICES ?= $(wildcard ../shared/data/cn-notices.jsonl)

.DEFAULT_GOAL := help
.PHONY: help tools demo test check release bench nightly

help: ## These words
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /	/' | expand -t 10

tools:
	@command -v cargo >/dev/null || { echo "Rust is needed: https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { set -x; $(if $(filter 0,$(shell id -u)),,sudo) apt-get install -y build-essential; }

demo: tools ## Make a world of real notices and one complete sale, and serve it
	cargo x setup run
	cargo build --locked --package caseway
	cargo run --locked --package caseway -- --data $(DATA) demo --listen 127.0.0.1:$(PORT) $(if $(NOTICES),--notices $(NOTICES))

test: tools ## Everything: format, lint, tidy, tests on both databases, browser
	cargo x test

check: tools ## What is run all day: under two minutes
	cargo x check

release: tools ## The fast program: target/release/caseway
	cargo x setup run
	cargo build --locked --release --package caseway

bench: tools ## Measure against the named peers; writes docs/benchmarks.md
	cargo x bench

nightly: tools ## The long trials: kills, power cuts
	cargo x trial nightly
