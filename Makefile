# Команды проекта. Одно слово `make` показывает список.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run dev demo test test-fast lint fmt check superuser messages requirements backup restore bench clean mail-check
PY := .venv/bin/python
# Что задано в строке make, сильнее файла .env; не заданное остаётся ему.
ifdef PORT
export PORT
endif
ifdef HOST
export HOST
endif
# Отсюда начинаются демонстрационные запуски: вымышленные люди, второй фактор не спрашивается.
DEMO_RUN := DEMO=1 STAFF_MFA=$${STAFF_MFA:-0}

help: ## Показать этот список
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: ## Поставить библиотеки в .venv (повторно — только если список изменился)
	@bash scripts/setup.sh requirements.txt

run: ## Запустить сайт с демонстрационным содержанием, как на рабочем сервере (другой порт: make run PORT=8001)
	@bash scripts/setup.sh requirements.txt
	@$(PY) -m scripts.port run
	@$(DEMO_RUN) exec $(PY) manage.py prepare --then "load_demo --once" --then serve

dev: ## Запустить сайт для разработки: подробные ошибки, перезапуск при каждом изменении
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.port dev
	@export DJANGO_SETTINGS_MODULE=cms.settings.dev; $(DEMO_RUN) $(PY) manage.py prepare --then "load_demo --once" \
		&& $(DEMO_RUN) exec $(PY) manage.py runserver --nostatic $(or $(HOST),127.0.0.1):$(or $(PORT),8000)

demo: ## Наполнить базу демонстрационным содержанием заново (сначала спросит)
	@bash scripts/setup.sh requirements.txt
	@$(DEMO_RUN) $(PY) -m scripts.demo

test: ## Проверить всё: SQLite, браузер, PostgreSQL — и показать таблицу
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.test $(ARGS)

test-fast: ## Проверить быстро: без браузера и без гонок, только SQLite
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.test --fast $(ARGS)

lint: ## Проверить, как написано: ruff, шаблоны, этажи, типы
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.lint

fmt: ## Выровнять код и шаблоны
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.lint --fix

check: ## Проверить настройки перед выкладкой и нет ли забытых миграций
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.check

superuser: ## Завести технического администратора
	@bash scripts/setup.sh requirements.txt
	@$(PY) manage.py createsuperuser

messages: ## Собрать строки для перевода и скомпилировать переводы
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.messages

requirements: ## Закрепить версии из pyproject.toml (новые версии: make requirements UPGRADE=1)
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m scripts.requirements $(if $(UPGRADE),--upgrade)

backup: ## Сделать резервную копию: база, файлы, опись с контрольными суммами
	@bash scripts/setup.sh requirements.txt
	@$(PY) manage.py backup

restore: ## Развернуть копию в пустое место и проверить (make restore FROM=var/backups/… TO=/srv/fms-new)
	@bash scripts/setup.sh requirements.txt
	@$(PY) manage.py restore $(if $(FROM),"$(FROM)") $(if $(TO),--to "$(TO)") --verify

bench: ## Измерить скорость страниц рядом с пустой страницей Wagtail
	@bash scripts/setup.sh requirements-dev.txt
	@$(PY) -m bench $(BENCH)

mail-check: ## Проверить почту: SPF, DKIM, DMARC домена и доставку (make mail-check TO=я@example.org)
	@bash scripts/setup.sh requirements.txt
	@$(PY) manage.py mail_check $(TO)

clean: ## Убрать собранное: статику, кеш, тестовые базы (данные и копии остаются)
	@rm -rf var/static var/assets var/cache var/test .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
	@echo "Убрано. База, файлы и резервные копии на месте."
