"""`python -m zisgraph` is the `zisgraph` command."""

from zisgraph.cli import main

if __name__ == "__main__":
    main()
