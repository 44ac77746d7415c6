"""Turtle as people read it: only the prefixes that it uses, in the order of their names."""

from __future__ import annotations


def with_used_prefixes(turtle: bytes | bytearray) -> bytes:
    r"""The same Turtle without the prefixes that do not occur in it.

    >>> with_used_prefixes(b"@prefix b: <u:b> .\n@prefix a: <u:a> .\nb:x a b:y .\n")
    b'@prefix b: <u:b> .\nb:x a b:y .\n'
    """
    header, start = [], 0
    while turtle.startswith(b"@prefix ", start):
        end = turtle.index(b"\n", start) + 1
        header.append(bytes(turtle[start:end]))
        start = end
    body = turtle[start:]
    return b"".join(sorted(line for line in header if line.split(b" ")[1] in body)) + body
