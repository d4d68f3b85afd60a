#!/usr/bin/env python3
"""Saves the app's tables to files, and puts them back: Table Storage has no backup of its own.

    tables.py save    https://ACCOUNT.table.core.windows.net FOLDER    # FOLDER must not exist
    tables.py restore https://ACCOUNT.table.core.windows.net FOLDER    # the tables must be missing or empty
    tables.py compare https://ACCOUNT.table.core.windows.net FOLDER    # how many rows are missing, more, or other

Needs Python 3.9 or later and the Azure CLI, signed in as somebody with Storage Table Data Reader (save, compare) or Contributor (restore).
A token in the environment variable TABLES_TOKEN is used instead.

A table is a file of gzipped JSON lines, each a row as the service writes it, without its time. OPERATIONS.md says what to do before and after.
"""

import datetime
import email.utils
import gzip
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

# In this order: what hands something on is saved before what receives it, so that nothing falls between two tables.
TABLES = ["Cases", "Accounts", "Surveys", "Deliveries", "Dashboard", "ChangeFeed"]

# Replies that have not moved into a group yet, and unfinished ones: two copies of these could tell whose they are.
LEFT_OUT = {"Surveys": ("held|", "draft|")}

AT_ONCE = 16
MOST_TRIES = 8
RETRIED = {408, 429, 500, 502, 503, 504}
TOKEN_LASTS = 30 * 60


class Service:
    """The table service of one account, with a connection for each thread."""

    def __init__(self, address):
        self.address = urllib.parse.urlsplit(address.rstrip("/"))
        self.local = threading.local()
        self.lock = threading.Lock()
        self.token, self.token_until = None, 0.0

    def ask(self, method, path, query=None, body=None, accepted=(200, 201, 204)):
        """One request, tried again while the service is busy. Answers status, headers and the JSON body."""
        target = f"{self.address.path}/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
        for attempt in range(MOST_TRIES):
            try:
                status, headers, text = self.send(method, target, body)
            except (OSError, http.client.HTTPException):
                self.local.connection = None
                if attempt == MOST_TRIES - 1:
                    raise
                status, text = 503, b""
            # A name is taken for a while after its table was deleted.
            busy = status in RETRIED or (status == 409 and b"TableBeingDeleted" in text)
            if status in accepted and not busy:
                return status, headers, json.loads(text) if text else None
            if not busy or attempt == MOST_TRIES - 1:
                raise SystemExit(f"{method} {path}: {status} {text.decode(errors='replace')[:500]}")
            time.sleep(min(30, 2**attempt))

    def send(self, method, target, body):
        if getattr(self.local, "connection", None) is None:
            kind = http.client.HTTPSConnection if self.address.scheme == "https" else http.client.HTTPConnection
            self.local.connection = kind(self.address.netloc, timeout=60)
        headers = {
            "Accept": "application/json;odata=minimalmetadata",
            "Authorization": f"Bearer {self.bearer()}",
            "Content-Type": "application/json",
            "DataServiceVersion": "3.0;NetFx",
            "x-ms-date": email.utils.formatdate(usegmt=True),
            "x-ms-version": "2020-12-06",
        }
        self.local.connection.request(method, target, body=json.dumps(body).encode() if body is not None else None, headers=headers)
        answer = self.local.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def bearer(self):
        with self.lock:
            if time.monotonic() >= self.token_until:
                self.token = os.environ.get("TABLES_TOKEN") or subprocess.run(
                    ["az", "account", "get-access-token", "--resource", "https://storage.azure.com/", "--query", "accessToken", "--output", "tsv"],
                    check=True, capture_output=True, text=True).stdout.strip()
                self.token_until = time.monotonic() + TOKEN_LASTS
            return self.token

    def rows(self, table, condition=None):
        """All rows that meet a condition, page by page; nothing where there is no such table."""
        after = {}
        while after is not None:
            query = {**({"$filter": condition} if condition else {}), **after}
            status, headers, page = self.ask("GET", f"{table}()", query, accepted=(200, 404))
            if status == 404:
                return
            yield from page["value"]
            after = None
            if headers.get("x-ms-continuation-NextPartitionKey"):
                after = {"NextPartitionKey": headers["x-ms-continuation-NextPartitionKey"]}
                if headers.get("x-ms-continuation-NextRowKey"):
                    after["NextRowKey"] = headers["x-ms-continuation-NextRowKey"]

    def now(self):
        """The service's own clock, to the second below."""
        _, headers, _ = self.ask("GET", "Tables", {"$top": "1"})
        return email.utils.parsedate_to_datetime(headers["Date"])


def key_of(row):
    return row["PartitionKey"], row["RowKey"]


def without_time(row):
    kept = {name: value for name, value in row.items() if not name.startswith(("odata.", "Timestamp"))}
    # 2.0 is a number that stays one only where that is said.
    return {**kept, **{f"{name}@odata.type": "Edm.Double" for name, value in kept.items() if isinstance(value, float)}}


def read(service, table):
    """A table as it is. A partition in which something changed while it was read is read again, so that no transaction is torn."""
    left_out = LEFT_OUT.get(table, ())
    since, partitions = service.now(), {}
    for row in service.rows(table):
        partitions.setdefault(row["PartitionKey"], []).append(row)
    for _ in range(20):
        instant = (since - datetime.timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        changed = {row["PartitionKey"] for row in service.rows(table, f"Timestamp ge datetime'{instant}'")}
        if not changed:
            return [without_time(row) for rows in partitions.values() for row in rows if not row["RowKey"].startswith(left_out)]
        time.sleep(2)
        since = service.now()
        for partition in changed:
            name = partition.replace("'", "''")
            partitions[partition] = list(service.rows(table, f"PartitionKey eq '{name}'"))
    raise SystemExit(f"{table} changes all the time: stop the app, or save when less is going on.")


def file_of(folder, table):
    return os.path.join(folder, f"{table}.jsonl.gz")


def saved(folder, table):
    with gzip.open(file_of(folder, table), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def save(service, folder):
    os.makedirs(folder, mode=0o700)
    for table in TABLES:
        rows = sorted(read(service, table), key=key_of)
        if table == TABLES[0] and not rows:
            raise SystemExit(f"{table} is empty or missing: there is nothing to save.")
        with gzip.open(file_of(folder, table), "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        print(f"{table}: {len(rows)} rows saved")


def restore(service, folder):
    for table in TABLES:
        if next(service.rows(table), None) is not None:
            raise SystemExit(f"{table} has rows. Restore into an account without them, so that two truths do not mix.")
    for table in TABLES:
        service.ask("POST", "Tables", body={"TableName": table}, accepted=(201, 204, 409))
        rows = saved(folder, table)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda row: put(service, table, row), rows))
        print(f"{table}: {len(rows)} rows restored")


def put(service, table, row):
    partition, key = (urllib.parse.quote(part.replace("'", "''"), safe="") for part in key_of(row))
    service.ask("PUT", f"{table}(PartitionKey='{partition}',RowKey='{key}')", body=row)


def compare(service, folder):
    differences = 0
    for table in TABLES:
        there, kept = ({key_of(row): json.dumps(row, sort_keys=True) for row in rows} for rows in (read(service, table), saved(folder, table)))
        missing, more = len(kept.keys() - there.keys()), len(there.keys() - kept.keys())
        other = sum(there[key] != kept[key] for key in there.keys() & kept.keys())
        differences += missing + more + other
        print(f"{table}: {len(kept)} rows saved; {missing} missing, {more} more, {other} other in the account")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    verbs = {"save": save, "restore": restore, "compare": compare}
    if len(sys.argv) != 4 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    verbs[sys.argv[1]](Service(sys.argv[2]), sys.argv[3])
