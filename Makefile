# `make` alone explains itself. Everything below builds on `setup`, which is instant when nothing changed.

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv
PYTEST := $(PY) -m pytest -q

# Bytecode is kept, whatever the machine's habit: the programs that a test starts, dozens of them, would
# compile all of the core each time.
export PYTHONDONTWRITEBYTECODE :=

# A Linux session without X11 and Wayland has no screen; macOS always has one.
SCREENLESS := $(if $(filter Linux,$(shell uname)),$(if $(DISPLAY)$(WAYLAND_DISPLAY),,yes))
XVFB := xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX"

VENV_STAMP := $(VENV)/.ahoy-venv-$(UV_VERSION)
SYNC_STAMP := $(VENV)/.ahoy-synced
SYSTEM_STAMP := $(VENV)/.ahoy-system-checked

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-peers bench package package-test lint types texts format clean

help: ## explain the commands
	@echo "Ahoy: audio and video calls on the desktop."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

$(VENV_STAMP): packaging/make_venv.sh
	@sh packaging/make_venv.sh $(VENV) $(UV_VERSION)
	@touch $@

$(SYNC_STAMP): $(VENV_STAMP) pyproject.toml uv.lock
	@$(UV) sync --frozen --quiet --inexact --python $(PY)
	@touch $@

$(SYSTEM_STAMP): $(SYNC_STAMP) packaging/system_libraries.py
	@$(PY) packaging/system_libraries.py
	@touch $@

# What the window loads of the translations; tests make it themselves when it is older than they are.
TRANSLATED_STAMP := $(VENV)/.ahoy-translated
$(TRANSLATED_STAMP): $(SYSTEM_STAMP) $(wildcard resources/translations/*.ts) $(wildcard packaging/translating/*.py)
	@$(PY) packaging/translations.py
	@touch $@

setup: $(TRANSLATED_STAMP) ## set everything up in .venv (all other commands do it too)
	@:

ifeq ($(SCREENLESS),yes)
run: setup ## open the window; with no screen, make a video call to the echo test on a virtual one
	@$(PY) packaging/system_libraries.py --screen
	@echo "No screen here: calling the echo test for ten seconds on a virtual one."
	@mkdir -p build/screenshots
	@$(XVFB) $(PY) main.py demo-echo --seconds 10 --screenshot build/screenshots/echo-call.png
else
run: setup
	@$(PY) main.py
endif

demo: setup ## open two windows, alice and bob, that can call each other
	@$(PY) packaging/two_windows.py

test: setup ## run every test that needs no other program and not much time
	@$(PYTEST) -n 5 --dist loadfile --no-loadscope-reorder tests

test-peers: setup ## install the programs to test against (apt) and run those tests, and long ones
	@$(PY) packaging/system_libraries.py --screen --peers
	@$(PYTEST) tests/v4l2 tests/bench_network tests/cli tests/conformance tests/devices/screen tests/media/audio/pipeline \
		tests/media/congestion tests/media/hostile tests/media/rooms tests/service/conference/media \
		tests/service/nearby tests/service/process tests/peers
	@$(PYTEST) -n 2 --dist loadfile tests/ui/pictures/screens tests/ui/rooms tests/ui/whole

bench: setup ## measure, and write build/bench: summary.json, network.json, curves
	@$(UV) sync --frozen --quiet --inexact --group bench --python $(PY) || echo "Speech quality is not judged: ViSQOL did not install."
	@$(PY) -m tests.bench.run

package: setup ## make what people install, in build/dist
	@$(PY) packaging/system_libraries.py --package
	@$(PY) packaging/package.py

package-test: setup ## install the packages in a bare Debian 12 and 13 and call from there (as root)
	@$(PY) packaging/system_libraries.py --package --roots
	@$(PY) packaging/package.py --quick
	@$(PYTEST) tests/packaging tests/packaging/installed

lint: setup ## check style: ruff, its formatter, qmllint
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(PY) tests/ui/qmllint_gate.py

types: setup ## check types with mypy
	@$(BIN)/mypy

texts: setup ## put new texts into the files that are translated, resources/translations/*.ts
	@$(PY) packaging/translations.py update

format: setup ## put the sources in order
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

clean: ## remove everything that was made here
	@rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
