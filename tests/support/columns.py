#!/usr/bin/python3
"""columns.py STORE.db: "table.column ..." of an SQLite store, without the tables of its index of words."""
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
tables = sorted(name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                if not name.startswith(("search", "sqlite_")))
print(" ".join(f"{table}.{row[1]}" for table in tables for row in db.execute(f"PRAGMA table_info({table})")))
