VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin

.PHONY: demo test lint coverage fuzz mutants bench accuracy compare train clean

demo: $(VENV)/ready
	$(BIN)/analyzer demo -o out

test: $(VENV)/tested lint
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(VENV)/tested
	$(BIN)/python -m pytest -n auto -m "not slow" --cov --cov-report=term

fuzz: $(VENV)/tested
	$(BIN)/python tests/fuzz/fuzzing.py --minutes 60 --out out/fuzz

mutants: $(VENV)/tested
	$(BIN)/python -m pytest -n auto -m "not page and not slow" --cov --cov-context=test --cov-report=
	$(BIN)/python tests/mutation/mutating.py --sample 300 --out out/mutants.jsonl

bench: $(VENV)/ready
	$(BIN)/python -m benchmarks.bench

accuracy: $(VENV)/ready
	$(BIN)/python -m benchmarks.accuracy $(GOLD) $(ACCURACY)

compare: out/base
	$(VENV)-train/bin/python -m training.compare out/base tests/gold/authored-dev $(GOLD)

train: out/base
	$(VENV)-train/bin/python -m training.train out/base out/training
	$(VENV)-train/bin/python -m training.export out/base out/training/tagger.pt out/model
	$(VENV)-train/bin/python -m training.fit out/model --gold tests/gold/authored-dev $(GOLD)

out/base: $(VENV)-train/ready
	$(VENV)-train/bin/python -m training.base out/base

$(VENV)-train/ready: training/requirements.txt
	test -x $(VENV)-train/bin/python || $(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check -r requirements.lock -r training/requirements.txt
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/tested: $(VENV)/ready requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) out
