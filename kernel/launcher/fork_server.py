"""The program of a fork server; the launcher starts it with the descriptor of its control socket."""

from assay_launcher.server import main

if __name__ == "__main__":
    main()
