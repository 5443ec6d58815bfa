# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# Compiled bytecode makes every later start three times faster; some machines switch it off.
export PYTHONDONTWRITEBYTECODE :=
# Use the machine's own certificates, where it has its own registry or proxy.
export UV_SYSTEM_CERTS := 1

.PHONY: demo test lint docs bench lock clean

demo: $(VENV)/run.stamp
	$(BIN)/growthpole demo

test: $(VENV)/dev.stamp
	scripts/system-packages
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/dev.stamp
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

lock: $(VENV)/dev.stamp
	scripts/lock

clean:
	rm -rf $(VENV) out docs/_build .mypy_cache .ruff_cache .pytest_cache

$(VENV)/run.stamp: requirements.lock pyproject.toml
	scripts/set-up $(VENV) requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml
	scripts/set-up $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/run.stamp
