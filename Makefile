# Candor. Every target does its own set-up, may be run again at any time, and says what it does.
SHELL := /bin/bash
.DEFAULT_GOAL := help

export CARGO_TARGET_DIR ?= $(CURDIR)/target
export CANDOR_SITE_DIR ?= $(CURDIR)/target/site
TOOLS := end2end/tools
PROGRAM := $(CARGO_TARGET_DIR)/debug/candor

.PHONY: help run test check dev build site bench prove

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS=$$'\t' read -r name what; do printf '  make %-7s %s\n' "$$name" "$$what"; done

run: site ## serve the practice incident on SQLite at http://localhost:3000
	@$(TOOLS)/say "Building the program"
	cargo build -p candor
	@$(TOOLS)/say "Serving the practice incident at http://localhost:3000 (Ctrl-C stops it)"
	$(PROGRAM) demo

test: ## everything: formatting, clippy, unit and HTTP tests on both databases, browser tests, proofs at 1/100
	@$(TOOLS)/test

check: site ## the fast part: formatting, clippy, unit tests on SQLite
	@$(TOOLS)/say "Formatting"
	cargo fmt --all --check
	@$(TOOLS)/say "Clippy"
	cargo clippy --workspace --all-targets -- -D warnings
	@$(TOOLS)/say "Tests on SQLite"
	env -u TEST_POSTGRES_URL $(TOOLS)/cargo-test

dev: ## rebuild and reload on every change (cargo leptos watch)
	@$(TOOLS)/need node-tools wasm-target wasm-bindgen cargo-leptos
	PATH="$(CURDIR)/end2end/node_modules/.bin:$$PATH" cargo leptos watch -- demo

site: ## the front end: style sheet, wasm, public files, in $CANDOR_SITE_DIR
	@$(TOOLS)/site

build: site ## the release program, one file with its site inside, at $CARGO_TARGET_DIR/release/candor
	@$(TOOLS)/say "Building the release program"
	cargo build --release -p candor
	@$(TOOLS)/say "Built $(CARGO_TARGET_DIR)/release/candor"

bench: build ## how fast this machine serves: proof 06 at full size
	@$(TOOLS)/need node-tools postgres wrk nginx
	end2end/proof/run --only 06 --program $(CARGO_TARGET_DIR)/release/candor

prove: build ## the heavy proofs at full size (an hour or two)
	@$(TOOLS)/need node-tools python-tools postgres wrk nginx smtp-sink spamassassin zbar clamd
	$(TOOLS)/with-postgres end2end/proof/run --program $(CARGO_TARGET_DIR)/release/candor
