# /// script
# requires-python = ">=3.11"
# dependencies = ["healthchain[sandbox]==0.16.1"]
#
# [tool.uv]
# exclude-newer = "2026-11-20T00:00:00Z" # as in pyproject.toml
# ///
"""
HealthChain's SandboxClient as a client of the hook: an address and a record in, cards out.

It asks for other versions than this project does, so it has an environment of its own:

    uv run --script tests/service/healthchain_client.py ADDRESS [RECORD.json]

Without a record HealthChain makes one up. Printed are the cards as JSON, as its models read them.
"""

import json
import sys


def main(address: str, *records: str) -> None:
    """Call the service once for each record."""
    from healthchain.models import CDSResponse
    from healthchain.sandbox import SandboxClient

    client = SandboxClient(url=address, workflow="patient-view")
    for record in records:
        client.load_from_path(record)
    if not records:
        client.load_synthetic(1, random_seed=7)
    for answer in client.send_requests():
        CDSResponse(**_without_links(answer))  # the client forgives what its model does not take
        print(json.dumps(answer))


def _without_links(answer: dict) -> dict:
    """Its model asks each link for a member that the standard spells otherwise, and as optional."""
    cards = [{name: card[name] for name in card if name != "links"} for card in answer["cards"]]
    return {**answer, "cards": cards}


if __name__ == "__main__":
    main(*sys.argv[1:])
