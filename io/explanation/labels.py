"""The words of an explanation, in English and French."""

from collections.abc import Mapping

#: Each label in English and French. ``one|many`` is chosen by the number ``n``, or ``plural``.
LABELS: Mapping[str, tuple[str, str]] = {
    "wave": ("wave {n}", "vague {n}"),
    # where it is
    "starts": ("It starts on {day}.", "Elle commence le {day}."),
    "starts_as_asked": ("It starts on {day}, as asked.", "Elle commence le {day}, comme demandé."),
    "starts_later": (
        "It starts on {day}, {n} day later than asked ({wish})."
        "|It starts on {day}, {n} days later than asked ({wish}).",
        "Elle commence le {day}, {n} jour plus tard que demandé ({wish})."
        "|Elle commence le {day}, {n} jours plus tard que demandé ({wish}).",
    ),
    "starts_earlier": (
        "It starts on {day}, {n} day earlier than asked ({wish})."
        "|It starts on {day}, {n} days earlier than asked ({wish}).",
        "Elle commence le {day}, {n} jour plus tôt que demandé ({wish})."
        "|Elle commence le {day}, {n} jours plus tôt que demandé ({wish}).",
    ),
    "not_scheduled": ("It is not scheduled.", "Elle n'est pas planifiée."),
    "not_scheduled_wish": (
        "It is not scheduled; {wish} was asked for.",
        "Elle n'est pas planifiée ; le {wish} était demandé.",
    ),
    "kept_on": (
        "{account} is kept, worth {points} points.",
        "{account} est retenu, pour {points} points.",
    ),
    # what it gives up
    "gives_up": ("What it gives up", "Ce qu'elle cède"),
    "nothing": ("nothing", "rien"),
    "move": (
        "the move of {n} day: {points} points|the move of {n} days: {points} points",
        "le décalage de {n} jour : {points} points|le décalage de {n} jours : {points} points",
    ),
    "pays": ("{points} points to {finding}", "{points} points à {finding}"),
    "misses": (
        "{points} points that it would have earned as asked by {finding}",
        "{points} points qu'elle aurait gagnés à la date demandée par {finding}",
    ),
    "accounts_lost": (
        "{n} account of {all}: {points} points|{n} accounts of {all}: {points} points",
        "{n} compte sur {all} : {points} points|{n} comptes sur {all} : {points} points",
    ),
    "earns": ("What it earns there", "Ce qu'elle y gagne"),
    "earned": ("{points} points by {finding}", "{points} points par {finding}"),
    # against a day
    "may_not": ("It may not start on {day}: {why}.", "Elle ne peut pas commencer le {day} : {why}."),
    "decision": ("decision {id}, {reason} ({by})", "décision {id}, {reason} ({by})"),
    "day_here": ("It starts on {day} in this calendar.", "Elle commence le {day} dans ce calendrier."),
    "day_breaks": (
        "As things stand, {day} is barred; it would break:",
        "En l'état, le {day} est exclu ; il enfreindrait :",
    ),
    "day_costs": (
        "As things stand, {day} would cost {points} points:",
        "En l'état, le {day} coûterait {points} points :",
    ),
    "day_gains": (
        "As things stand, {day} would be worth {points} points more:",
        "En l'état, le {day} rapporterait {points} points de plus :",
    ),
    "part_own": ("its own accounts and move", "ses propres comptes et son décalage"),
    "best_day": ("Solved anew with it there: {verdict}", "En recalculant avec cette date : {verdict}"),
    "best_scheduling": (
        "Solved anew with it scheduled: {verdict}",
        "En recalculant avec elle : {verdict}",
    ),
    "best_keeping": (
        "Solved anew with it kept: {verdict}",
        "En recalculant avec ce compte : {verdict}",
    ),
    "barred_day": ("Barred: no calendar has it there.", "Exclu : aucun calendrier ne l'y place."),
    "barred_keeping": ("Barred: no calendar keeps it.", "Exclu : aucun calendrier ne le garde."),
    "barred_scheduling": (
        "Barred: no calendar has it scheduled.",
        "Exclu : aucun calendrier ne la planifie.",
    ),
    "barred_by": (
        "These together leave none; without any one of them there is one for the others:",
        "Ensemble, ceux-ci n'en laissent aucun ; sans l'un quelconque, il y en a un pour les autres :",
    ),
    "barred_unknown": (
        "What bars it could not be told in time.",
        "Ce qui l'exclut n'a pu être établi à temps.",
    ),
    # what a decision costs
    "costs": ("costs {points} points", "coûte {points} points"),
    "costs_between": (
        "costs {points} points (not proven closer)",
        "coûte {points} points (sans preuve plus fine)",
    ),
    "costs_least": ("costs at least {points} points", "coûte au moins {points} points"),
    "no_preference": ("no preference", "sans préférence"),
    "no_preference_most": (
        "no preference (costs {points} points at most)",
        "sans préférence (coûte au plus {points} points)",
    ),
    "not_told": ("not told in time", "pas établi à temps"),
    "range": ("{least} to {most}", "{least} à {most}"),
    "changes": ("{verdict}. What changes", "{verdict}. Ce qui change"),
    # changes between two calendars
    "moves": ("{name} moves from {before} to {after}", "{name} passe du {before} au {after}"),
    "leaves": (
        "{name} is no longer scheduled ({points} points)",
        "{name} n'est plus planifiée ({points} points)",
    ),
    "joins": (
        "{name} is scheduled on {after} ({points} points)",
        "{name} est planifiée le {after} ({points} points)",
    ),
    "loses": (
        "{name} loses {accounts} ({points} points)",
        "{name} perd {accounts} ({points} points)",
    ),
    "wins": ("{name} keeps {accounts} ({points} points)", "{name} garde {accounts} ({points} points)"),
    # the days
    "days": ("Other days", "Les autres jours"),
    "days_none": ("There is no other day on which it may start.", "Elle ne peut commencer aucun autre jour."),
    "days_allowed": (
        "It may start on {n} day, {first}.|It may start on {n} days between {first} and {last}.",
        "Elle peut commencer {n} jour, le {first}.|Elle peut commencer {n} jours, du {first} au {last}.",
    ),
    "col_days": ("days", "jours"),
    "col_now": ("as things stand", "en l'état"),
    "col_best": ("in the best calendar with it", "dans le meilleur calendrier qui l'y place"),
    "span": (
        "{first} – {last} ({n} day)|{first} – {last} ({n} days)",
        "{first} – {last} ({n} jour)|{first} – {last} ({n} jours)",
    ),
    "cell_here": ("it starts there", "elle y commence"),
    "cell_breaks": ("barred by {rules}", "exclu par {rules}"),
    "cell_without": ("{price}, without {accounts}", "{price}, sans {accounts}"),
    "cell_others": ("{price}, others give way", "{price}, d'autres cèdent"),
    "cell_free": ("costs nothing", "ne coûte rien"),
    "cell_gains": ("gains {points} points", "rapporte {points} points"),
    "cell_barred": ("no calendar has it: {rules}", "aucun calendrier ne l'a : {rules}"),
    "cell_barred_demands": (
        "no calendar has it: what the input demands",
        "aucun calendrier ne l'a : ce que les données exigent",
    ),
    "cell_barred_unknown": ("no calendar has it", "aucun calendrier ne l'a"),
    "cell_evaluated": ("not tried in time", "pas essayé à temps"),
    "untried": (
        "{n} day is evaluated only; a longer --time-limit tries it."
        "|{n} days are evaluated only; a longer --time-limit tries them.",
        "{n} jour est seulement évalué ; un --time-limit plus long l'essaie."
        "|{n} jours sont seulement évalués ; un --time-limit plus long les essaie.",
    ),
    "profile": (
        "Costs and gains are in points of the objective, as profile {profile} weighs them; accounts are "
        "told at their plain value.",
        "Coûts et gains sont en points de l'objectif, selon les poids du profil {profile} ; les comptes sont "
        "donnés à leur valeur simple.",
    ),
    # dropped accounts
    "dropped": ("{account} is dropped, worth {points} points", "{account} est écarté, pour {points} points"),
    "dropped_more": (
        "{n} more account is dropped, {names}: name it with --account."
        "|{n} more accounts are dropped, {names}: name one with --account.",
        "{n} autre compte est écarté, {names} : nommez-le par --account."
        "|{n} autres comptes sont écartés, {names} : nommez-en un par --account.",
    ),
    "held": ("Its place is held by", "Sa place est tenue par"),
    "holder": (
        "{name}, worth {points} points on {account} ({rules})",
        "{name}, pour {points} points sur {account} ({rules})",
    ),
    # contests
    "contest": (
        "{one} and {other} want the same room on {account} ({rules})",
        "{one} et {other} veulent la même place sur {account} ({rules})",
    ),
    "criterion": ("criterion", "critère"),
    "weight": ("weight", "poids"),
    "relationship": ("relationship", "relation"),
    "strategic_fit": ("strategic fit", "adéquation stratégique"),
    "capacity": ("capacity", "capacité"),
    "revenue_potential": ("revenue potential", "potentiel de revenu"),
    "arbitration": ("arbitration (weighted mean)", "arbitrage (moyenne pondérée)"),
    "sides": (
        "{asking} ({points} points) against {holding} ({others} points)",
        "{asking} ({points} points) face à {holding} ({others} points)",
    ),
    "worth": ("value there, in points", "valeur sur place, en points"),
    "assumed": ("* assumed: the fit table gives none.", "* supposé : la table fit n'en donne pas."),
    "no_fit": (
        "There is no fit table: values count as asked.",
        "Il n'y a pas de table fit : les valeurs comptent comme demandées.",
    ),
    "margin": (
        "The best calendar in which {asking} has that room is worth {points} points less than this one.",
        "Le meilleur calendrier où {asking} a cette place vaut {points} points de moins que celui-ci.",
    ),
    "no_room": (
        "No calendar gives {asking} that room: no criterion turns that.",
        "Aucun calendrier ne donne cette place à {asking} : aucun critère n'y change rien.",
    ),
    "flip": (
        "It would be the better one, all else being the same, with",
        "Il serait le meilleur, toutes choses égales par ailleurs, avec",
    ),
    "flip_up": (
        "{criterion} of {bu} at {at} or more instead of {now}",
        "{criterion} de {bu} à {at} ou plus au lieu de {now}",
    ),
    "flip_down": (
        "{criterion} of {bu} at {at} or less instead of {now}",
        "{criterion} de {bu} à {at} ou moins au lieu de {now}",
    ),
    "flip_never": (
        "no value from 0 to 1 of {criteria} ({bu})",
        "aucune valeur de 0 à 1 pour {bu} : {criteria}",
    ),
    "flip_nothing": (
        "No value from 0 to 1 of any one criterion would make it the better one.",
        "Aucune valeur de 0 à 1 d'un seul critère n'en ferait le meilleur.",
    ),
    # rules
    "rules_named": (
        "The rules named, in the charter's words:",
        "Les règles citées, dans les mots de la charte :",
    ),
    "quoted": ("{id} (“{note}”)", "{id} (« {note} »)"),
    "objection_on_request": (
        "its accounts are served on request, not planned",
        "ses comptes sont servis sur demande, pas planifiés",
    ),
    "objection_dropped": ("decisions drop all its accounts", "des décisions écartent tous ses comptes"),
    "input:start": ("its allowed starts", "ses dates permises"),
    "input:presence": ("its obligation to be scheduled", "son obligation d'être planifiée"),
    "input:required": ("a required account", "un compte exigé"),
    "input:dropped": ("an account not to be kept", "un compte à ne pas garder"),
    "input:accounts": ("its number of accounts", "son nombre de comptes"),
    "input:launch": ("a launch without accounts", "un lancement sans compte"),
    "input:waves": ("the order of its waves", "l'ordre de ses vagues"),
}
