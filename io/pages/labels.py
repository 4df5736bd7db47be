"""The words of pages and workbooks, in English and French."""

from collections.abc import Mapping

#: Each label in English and French. ``one|many`` is chosen by the number ``n``.
LABELS: Mapping[str, tuple[str, str]] = {
    # what was done
    "report_title": ("{name}: group calendar", "{name} : calendrier du groupe"),
    "period": (
        "From {first} to {last}; as of {today}; profile {profile}.",
        "Du {first} au {last} ; établi au {today} ; profil {profile}.",
    ),
    "done_launches": (
        "{k} of {n} launches scheduled",
        "{k} lancement planifié sur {n}|{k} lancements planifiés sur {n}",
    ),
    "done_placements": (
        "{k} of {n} placements kept",
        "{k} compte retenu sur {n} demandés|{k} comptes retenus sur {n} demandés",
    ),
    "done_collisions": (
        "{k} collision left of {n}|{k} collisions left of {n}",
        "{k} collision restante sur {n}|{k} collisions restantes sur {n}",
    ),
    "done_score": ("score {score} points; {distance}", "score de {score} points ; {distance}"),
    "done_objective": (
        "score {score} points, objective {objective} as the profile weighs them; {distance}",
        "score de {score} points, objectif de {objective} selon les poids du profil ; {distance}",
    ),
    "trades": ("Profile {profile}: {text}", "Profil {profile} : {text}"),
    "proof_best": (
        "proven optimal: no calendar has a higher objective",
        "optimum prouvé : aucun calendrier n'a un meilleur objectif",
    ),
    "proof_optimal": (
        "proven optimal: no calendar scores more",
        "optimum prouvé : aucun calendrier n'a un meilleur score",
    ),
    "proof_gap": (
        "at most {points} points ({share}) below the best possible",
        "au plus {points} points ({share}) sous le meilleur possible",
    ),
    "proof_points": (
        "at most {points} points below the best possible",
        "au plus {points} points sous le meilleur possible",
    ),
    "proof_none": (
        "how far the best possible lies is not known",
        "l'écart au meilleur possible n'est pas connu",
    ),
    "cut_time": ("The search ended at its time limit.", "La recherche a atteint sa limite de temps."),
    "cut_effort": ("The search ended when its effort was spent.", "La recherche a épuisé son effort."),
    "cut_interrupted": ("The search was interrupted.", "La recherche a été interrompue."),
    "on_request": (
        "{n} dropped placement is on an account served on request, which no calendar plans."
        "|{n} dropped placements are on accounts served on request, which no calendar plans.",
        "{n} compte écarté est servi sur demande : il n'est pas planifié."
        "|{n} comptes écartés sont servis sur demande : ils ne sont pas planifiés.",
    ),
    "hard_asked": (
        "The calendar as asked breaks hard rules or demands in {n} place; the group calendar breaks none."
        "|The calendar as asked breaks hard rules or demands in {n} places; the group calendar breaks none.",
        "Le calendrier demandé enfreint {n} fois une règle stricte ; le calendrier du groupe, jamais."
        "|Le calendrier demandé enfreint {n} fois des règles strictes ; le calendrier du groupe, jamais.",
    ),
    "hard_left": (
        "This calendar breaks hard rules or demands in {n} place: it must not be published."
        "|This calendar breaks hard rules or demands in {n} places: it must not be published.",
        "Ce calendrier enfreint {n} fois une règle stricte : il ne doit pas être publié."
        "|Ce calendrier enfreint {n} fois des règles strictes : il ne doit pas être publié.",
    ),
    "contents": ("Contents", "Sommaire"),
    # figures
    "figures": ("Before and after", "Avant et après"),
    "figures_caption": (
        "Figures of the calendar as asked, every BU on its own, and of the group calendar",
        "Chiffres du calendrier demandé, chaque division pour soi, et du calendrier du groupe",
    ),
    "figure": ("Figure", "Chiffre"),
    "asked": ("As asked", "Demandé"),
    "group": ("Group calendar", "Calendrier du groupe"),
    "change": ("Change", "Écart"),
    "percent_points": ("{n} pts", "{n} pts"),
    "collisions": ("Collisions", "Collisions"),
    "collisions_note": (
        "pairs of placements of different BUs less than {n} days apart on an account",
        "paires de campagnes de divisions différentes à moins de {n} jours sur un compte",
    ),
    "over_contact": ("Over-contact", "Sur-sollicitation"),
    "over_contact_note": (
        "touches beyond {n} on an account in a week",
        "points de contact au-delà de {n} par compte et par semaine",
    ),
    "pressure_peak": ("Pressure peak", "Pic de pression"),
    "pressure_peak_note": (
        "highest pressure on an account in any 7 days",
        "plus forte pression sur un compte en 7 jours",
    ),
    "lead_breaches": ("Lead breaches", "Priorités non respectées"),
    "lead_breaches_note": (
        "placements that begin before the account's lead BU, where it asked for the account",
        "campagnes qui commencent avant celles de la division pilote du compte, si elle l'a demandé",
    ),
    "crescendo_index": ("Crescendo index", "Indice de crescendo"),
    "crescendo_index_note": (
        "pairs of one journey on an account whose lower stage begins first",
        "paires d'un parcours sur un compte dont l'étape la plus basse commence d'abord",
    ),
    "kept_share": ("Kept share", "Part retenue"),
    "kept_share_note": ("kept value over requested value", "valeur retenue sur valeur demandée"),
    "kept_share_of": ("Kept share, {name}", "Part retenue, {name}"),
    "days_moved": ("Days moved", "Jours de décalage"),
    "days_moved_note": (
        "days between starts and requested starts, over all launches",
        "jours entre les dates planifiées et demandées, tous lancements confondus",
    ),
    "launches_moved": ("Launches moved", "Lancements décalés"),
    "launches_moved_note": (
        "launches that do not start as requested",
        "lancements qui ne commencent pas à la date demandée",
    ),
    "synergy": ("Synergy", "Synergie"),
    "synergy_note": ("accounts with a whole bundle kept", "comptes dont un lot entier est retenu"),
    # the calendar drawn
    "calendar": ("The group calendar", "Le calendrier du groupe"),
    "calendar_help": (
        "A bar runs from a launch's first day to its last; ticks on it are touches and the dot its start. "
        "The hollow diamond below is the requested start, the arrow the move. "
        "The number on the right is accounts kept of those asked for.",
        "Une barre va du premier au dernier jour d'un lancement ; les traits sont ses points de contact, "
        "le point sa date de départ. Le losange vide au-dessous est la date demandée, la flèche le décalage. "
        "À droite, les comptes retenus sur les comptes demandés.",
    ),
    "gantt_desc": (
        "{name}: {k} of {n} launches scheduled, drawn by week. The table of launches holds the same dates.",
        "{name} : lancements planifiés, {k} sur {n}, par semaine. "
        "Le tableau des lancements donne les mêmes dates.",
    ),
    "gantt_more": (
        "The {n} launches that ask for the most value are drawn; schedule.csv holds all {all}.",
        "Les {n} lancements les plus précieux sont dessinés ; schedule.csv les donne tous ({all}).",
    ),
    "unscheduled_mark": ("not scheduled", "non planifié"),
    "week": ("Week", "Semaine"),
    "week_letter": ("W", "S"),
    # heat
    "heat": ("Pressure on accounts", "Pression sur les comptes"),
    "heat_help": (
        "Pressure of each week's touches on each account, the most contested accounts first; "
        "beside each account, its collisions.",
        "Pression des points de contact de chaque semaine sur chaque compte, les comptes les plus disputés "
        "d'abord ; à droite, ses collisions.",
    ),
    "heat_desc": (
        "{name}: a row an account, a column a week. The highest is {peak} on {account} in week {week}.",
        "{name} : une ligne par compte, une colonne par semaine. "
        "Le maximum est {peak} sur {account} en semaine {week}.",
    ),
    "heat_empty": ("{name}: no touch at all.", "{name} : aucun point de contact."),
    "heat_more": (
        "The {n} most contested accounts of {all} are shown; touches.csv holds every touch.",
        "Les {n} comptes les plus disputés sur {all} sont montrés ; touches.csv donne tous les contacts.",
    ),
    "heat_weeks": (
        "The first {n} weeks of {all} are shown; touches.csv holds every touch.",
        "Les {n} premières semaines sur {all} sont montrées ; touches.csv donne tous les contacts.",
    ),
    "heat_scale": ("Pressure in a week", "Pression par semaine"),
    "over": ("over {n}", "plus de {n}"),
    "up_to": ("up to {n}", "jusqu'à {n}"),
    # launches
    "launches": ("Launches", "Lancements"),
    "launches_caption": (
        "Every launch: what was asked, what is planned and why",
        "Chaque lancement : la demande, le plan et la raison",
    ),
    "launch": ("Launch", "Lancement"),
    "bu": ("BU", "Division"),
    "campaign": ("Campaign", "Campagne"),
    "account": ("Account", "Compte"),
    "wave": ("wave {n}", "vague {n}"),
    "requested_start": ("Requested start", "Date demandée"),
    "start": ("Start", "Départ"),
    "first_day": ("First day", "Premier jour"),
    "last_day": ("Last day", "Dernier jour"),
    "moved": ("Days moved", "Jours décalés"),
    "kept": ("Kept", "Retenus"),
    "dropped": ("Dropped", "Écartés"),
    "value_kept": ("Value kept", "Valeur retenue"),
    "reason": ("Why", "Pourquoi"),
    "reason_code": ("Reason code", "Code de la raison"),
    "status": ("Status", "Statut"),
    "scheduled": ("scheduled", "planifié"),
    "unscheduled": ("not scheduled", "non planifié"),
    "is_kept": ("kept", "retenu"),
    "is_dropped": ("dropped", "écarté"),
    "none": ("none", "aucune"),
    "rows_more": (
        "The first {n} of {all} rows are shown; {file} holds all of them.",
        "Les {n} premières lignes sur {all} sont montrées ; {file} les donne toutes.",
    ),
    "empty": ("None.", "Aucun."),
    # dropped placements
    "drops": ("Dropped placements", "Comptes écartés"),
    "drops_caption": (
        "Placements that the group calendar does not keep, the most valuable first: "
        "{n} of {all}, worth {points} points",
        "Comptes que le calendrier du groupe ne retient pas, les plus précieux d'abord : "
        "{n} sur {all}, pour {points} points",
    ),
    "value": ("Value", "Valeur"),
    # score
    "score": ("The score", "Le score"),
    "score_parts": ("The score by part, in points", "Le score par élément, en points"),
    "part": ("Part", "Élément"),
    "part_value": ("Value kept", "Valeur retenue"),
    "part_moves": ("Cost of moves", "Coût des décalages"),
    "part_penalties": ("Soft penalties", "Pénalités souples"),
    "part_rewards": ("Rewards", "Récompenses"),
    "part_own": ("Rules of the profile", "Règles du profil"),
    "part_objective": ("Objective, as the profile weighs it", "Objectif, selon le profil"),
    "part_total": ("Score", "Score"),
    "score_hard": ("Hard rules and demands broken", "Règles strictes enfreintes"),
    "score_rules": ("The score by rule, in points", "Le score par règle, en points"),
    "score_rules_none": ("No rule costs or earns anything.", "Aucune règle ne coûte ni ne rapporte."),
    "score_units": (
        "The score by BU: values in points, and moves",
        "Le score par division : valeurs en points et décalages",
    ),
    "gaps_caption": (
        "What arbitration assumes where the fit table gives no value: the mean of the account's other BUs, "
        "else one half",
        "Ce que l'arbitrage suppose où la table fit ne donne rien : la moyenne des autres divisions "
        "du compte, sinon un demi",
    ),
    "relationship": ("Relationship", "Relation"),
    "strategic_fit": ("Strategic fit", "Adéquation stratégique"),
    "capacity": ("Capacity", "Capacité"),
    "revenue_potential": ("Revenue potential", "Potentiel de revenu"),
    "value_asked": ("Value asked", "Valeur demandée"),
    "share": ("Share", "Part"),
    "cost_of_moves": ("Cost of moves", "Coût des décalages"),
    "total": ("Group", "Groupe"),
    "penalty": ("Penalty", "Pénalité"),
    "reward": ("Reward", "Récompense"),
    # still broken
    "broken": ("What is still broken", "Ce qui reste enfreint"),
    "broken_caption": (
        "Soft and reported rules that the group calendar does not keep, the costliest first",
        "Règles souples ou signalées que le calendrier du groupe n'observe pas, les plus coûteuses d'abord",
    ),
    "broken_none": (
        "Nothing: the calendar keeps every rule.",
        "Rien : le calendrier observe toutes les règles.",
    ),
    "broken_worst": ("The worst in words", "Les pires cas en toutes lettres"),
    "rule": ("Rule", "Règle"),
    "level": ("Level", "Niveau"),
    "level_hard": ("hard", "stricte"),
    "level_soft": ("soft", "souple"),
    "level_report": ("report", "signalée"),
    "findings": ("Findings", "Constats"),
    "measure": ("Measure", "Mesure"),
    "natural": ("In natural units", "En unités naturelles"),
    "measure_asked": ("Measure as asked", "Mesure, demandé"),
    "points": ("Points", "Points"),
    "points_of": ("{n} points", "{n} points"),
    "worst_case": ("Worst case", "Pire cas"),
    # collisions as asked
    "clashes": ("The worst collisions as asked", "Les pires collisions demandées"),
    "clashes_caption": (
        "The {n} worst of {all} collisions of the calendar as asked, and what became of them",
        "Les {n} pires des {all} collisions du calendrier demandé, et ce qu'elles sont devenues",
    ),
    "clashes_none": (
        "The calendar as asked has no collision.",
        "Le calendrier demandé n'a pas de collision.",
    ),
    "clash": ("As asked", "Demandé"),
    "became": ("In the group calendar", "Dans le calendrier du groupe"),
    "days_apart": ("{n} day apart|{n} days apart", "à {n} jour d'écart|à {n} jours d'écart"),
    "same_day": ("they share a day", "elles partagent un jour"),
    "clash_words": ("{one} and {other}: {apart}", "{one} et {other} : {apart}"),
    "became_apart": ("solved: now {apart}", "résolue : désormais {apart}"),
    "became_left": ("still a collision: {apart}", "toujours une collision : {apart}"),
    "became_dropped": (
        "solved: {name} is not kept on this account|solved: {name} are not kept on this account",
        "résolue : {name} n'est pas retenue sur ce compte"
        "|résolue : {name} ne sont pas retenues sur ce compte",
    ),
    "became_unscheduled": (
        "solved: {name} is not scheduled|solved: {name} are not scheduled",
        "résolue : {name} n'est pas planifiée|résolue : {name} ne sont pas planifiées",
    ),
    # charter
    "charter": ("The charter's rules", "Les règles de la charte"),
    "charter_caption": (
        "The group's rules of engagement under which this calendar was made",
        "Les règles d'engagement du groupe selon lesquelles ce calendrier est fait",
    ),
    "kind": ("Kind", "Genre"),
    "note": ("In the group's words", "Dans les mots du groupe"),
    "owner": ("Owner", "Responsable"),
    "weight": ("Weight", "Poids"),
    "weighs": ("{n} point a unit|{n} points a unit", "{n} point par unité|{n} points par unité"),
    "footer": (
        "Made by Counterpoint {version}. schedule.csv, placements.csv and touches.csv beside this page hold "
        "every row; run.json holds every figure.",
        "Fait par Counterpoint {version}. schedule.csv, placements.csv et touches.csv, à côté de cette page, "
        "donnent chaque ligne ; run.json donne chaque chiffre.",
    ),
    # workbook
    "sheet_summary": ("Summary", "Synthèse"),
    "sheet_schedule": ("Schedule", "Calendrier"),
    "sheet_placements": ("Placements", "Comptes"),
    "sheet_touches": ("Touches", "Contacts"),
    "sheet_rules": ("Rules", "Règles"),
    "sheet_asked": ("As asked", "Demandé"),
    "unit": ("Unit", "Unité"),
    "launch_id": ("Launch id", "Id de lancement"),
    "campaign_id": ("Campaign id", "Id de campagne"),
    "account_id": ("Account id", "Id de compte"),
    "bu_id": ("BU id", "Id de division"),
    "date": ("Date", "Date"),
    "step": ("Step", "Étape"),
    "channel": ("Channel", "Canal"),
    "personas": ("Personas", "Interlocuteurs"),
    "pressure": ("Pressure", "Pression"),
    "gap": ("Days apart", "Jours d'écart"),
    "first_campaign": ("First campaign", "Première campagne"),
    "first_bu": ("First BU", "Première division"),
    "second_campaign": ("Second campaign", "Seconde campagne"),
    "second_bu": ("Second BU", "Seconde division"),
    "second_begins": ("Second begins", "Début de la seconde"),
    "cut_rows": (
        "The sheet {sheet} holds the first {n} of {all} rows, as many as Excel takes; {file} holds them all.",
        "La feuille {sheet} donne les {n} premières lignes sur {all}, autant qu'Excel en admet ; "
        "{file} les donne toutes.",
    ),
}
