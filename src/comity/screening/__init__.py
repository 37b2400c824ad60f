"""Screening: who on file may be the person asked about. Knows of subjects and of nothing else."""

from comity.screening.index import Index
from comity.screening.names import name_score
from comity.screening.query import Band, Feature, Hit, Query, Reason
from comity.screening.resolving import resolved

__all__ = ["Band", "Feature", "Hit", "Index", "Query", "Reason", "name_score", "resolved"]
