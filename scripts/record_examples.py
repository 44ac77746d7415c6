"""Record the examples of the OpenAPI document again, from a server over the bundled data with Cypher.

    python scripts/record_examples.py http://127.0.0.1:8000

What is asked stands in api/examples.json and stays; the answers are replaced.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import httpx

from zisgraph.api.examples import LINES, RECORDED, Example, recorded, shortened

TARGET = Path(__file__).resolve().parent.parent / "api" / RECORDED


def answered(server: str, example: Example) -> Any:
    """What the server answers now, shortened."""
    answer = httpx.request(
        example.method,
        server + example.asked,
        headers={"Accept": example.media_type},
        json=example.json or None,
        data=example.form or None,
        timeout=60,
    ).raise_for_status()
    if example.media_type.endswith("json"):
        return shortened(answer.json())
    return "".join(answer.text.splitlines(keepends=True)[:LINES])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", help="address of a running server, without a slash at its end")
    server = parser.parse_args().server
    fresh = [asdict(replace(one, answer=answered(server, one))) for one in recorded()]
    TARGET.write_text(json.dumps(fresh, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(fresh)} examples, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
