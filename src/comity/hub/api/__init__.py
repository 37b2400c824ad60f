"""The interface for programs, part by part."""

from comity.hub.api import campaigns, changes, exchange, notices, people, records, redress, requests, review, screening
from comity.hub.endpoint import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = tuple(
    endpoint
    for part in (requests, review, notices, exchange, screening, campaigns, redress, records, people, changes)
    for endpoint in part.ROUTES.all
)
"""Every endpoint, in the order in which the documentation shows them."""
