"""What is said of campaigns that do not go together, in English and French."""

#: How a finding of each mode begins, in English and French.
SENTENCES = {
    "never_together": (
        "{names} are {gap} apart on {account} on {last}",
        "{names} sont à {gap} d'intervalle sur {account} le {last}",
    ),
    "never_followed_by": (
        "{after} follows {before} on {account} on {last}",
        "{after} suit {before} sur {account} le {last}",
    ),
    "only_after": (
        "{after} begins on {account} on {last} without {what}",
        "{after} commence sur {account} le {last} sans {what}",
    ),
    "no_repeat": (
        "{names} repeat {what} on {account}, {gap} apart on {last}",
        "{names} répètent {what} sur {account}, à {gap} d'intervalle le {last}",
    ),
}
#: How it ends, by what is wanted.
WANTED = {
    "distance": ("it takes more than {limit}", "il faut plus de {limit}"),
    "no distance": ("no distance is enough", "aucun écart ne suffit"),
    "range": ("it is wanted {least} to {limit} before", "il en faut {least} à {limit} avant"),
    "least": ("it is wanted at least {gap} before", "il en faut au moins {gap} avant"),
    "before": ("it is wanted before", "il en faut avant"),
}
#: What is repeated, one and several, in English and French.
THINGS = {
    "offer": (("the offer", "the offers"), ("l'offre", "les offres")),
    "content": (("the content", "the contents"), ("le contenu", "les contenus")),
    "tags": (("the tag", "the tags"), ("l'étiquette", "les étiquettes")),
}
