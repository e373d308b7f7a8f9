"""`python -m nextsteps` is the command line."""

from nextsteps.cli import main

if __name__ == "__main__":
    main()
