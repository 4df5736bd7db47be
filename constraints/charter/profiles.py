"""The profiles that come with Counterpoint, as data."""

from collections.abc import Mapping
from typing import Any

from .profile import Profile

#: Each profile as a charter would write it; what is left out stands at 100 percent.
_DATA: Mapping[str, Mapping[str, Any]] = {
    "balanced": {
        "trades": {
            "en": "every part of the score counts as the charter prices it",
            "fr": "chaque part du score compte au prix de la charte",
        },
    },
    "value": {
        "value": 200,
        "moves": 50,
        "penalties": 75,
        "trades": {
            "en": "more accounts kept, for more days moved and more soft rules broken",
            "fr": "davantage de comptes retenus, contre plus de jours de décalage et de règles souples "
            "enfreintes",
        },
    },
    "on_time": {
        "moves": 400,
        "trades": {
            "en": "starts nearer to the requested dates, for fewer accounts kept and more soft rules broken",
            "fr": "des départs plus proches des dates demandées, contre moins de comptes retenus et plus de "
            "règles souples enfreintes",
        },
    },
    "equity": {
        "trades": {
            "en": "BUs that keep more equal shares of what they asked for, for less value kept in all",
            "fr": "des parts plus égales de ce que chaque division a demandé, contre moins de valeur en tout",
        },
        "weights_for": 1000,
        "rules": [
            {
                "id": "profile:shares",
                "kind": "fairness",
                "level": "soft",
                "weight": 5,
                "max_difference": 10,
            }
        ],
    },
    "calm": {
        "moves": 50,
        "penalties": 300,
        "trades": {
            "en": "room between BUs, fewer soft rules broken and fewer changes to what is published, for "
            "fewer accounts kept and more days moved",
            "fr": "de l'espace entre divisions, moins de règles souples enfreintes et moins de changements "
            "de ce qui est publié, contre moins de comptes retenus et plus de jours de décalage",
        },
        "weights_for": 10,
        "weights_by": "placement",
        "rules": [
            {
                "id": "profile:room",
                "kind": "spacing",
                "level": "soft",
                "weight": "2.25",
                "min_gap_days": 7,
            },
            {
                "id": "profile:changes",
                "kind": "stability",
                "level": "soft",
                "weight": 3,
                "max_changes": 0,
            },
        ],
    },
}
SHIPPED: Mapping[str, Profile] = {name: Profile.model_validate(data) for name, data in _DATA.items()}
#: The profile under which the objective is the score.
BALANCED = "balanced"
