"""What the README of a pilot's folder says, in English and French."""

from collections.abc import Mapping

#: What is counted: one and several.
COUNTED: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "accounts": (("account", "accounts"), ("compte", "comptes")),
    "placements": (("placement", "placements"), ("placement", "placements")),
    "touches": (("touch", "touches"), ("contact", "contacts")),
}
WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Pilot: {name}", "Pilote : {name}"),
    "who": (
        "{units} begin with {accounts} of {name}: where their calendars as asked stand in one another's "
        "way most.",
        "{units} commencent par {accounts} de {name} : là où leurs calendriers, tels que demandés, se "
        "gênent le plus.",
    ),
    "corporate": (
        "Along with them: {units}, who contact these accounts as well.",
        "Avec elles : {units}, dont ces comptes reçoivent aussi les campagnes.",
    ),
    "measures": (
        "Collisions, touches too many and value at stake (that of the placements in a collision, or "
        "in a week of too many touches) are those of these BUs among themselves, as asked.",
        "Les collisions, les contacts en trop et la valeur en jeu (celle des placements en collision, "
        "ou d'une semaine de trop de contacts) sont ceux de ces BU entre elles, tels que demandés.",
    ),
    "account": ("account", "compte"),
    "tier": ("tier", "catégorie"),
    "lead": ("lead", "pilote"),
    "collisions": ("collisions", "collisions"),
    "over_contact": ("touches too many", "contacts en trop"),
    "stake": ("value at stake", "valeur en jeu"),
    "next": ("How to go on", "Pour continuer"),
    "commands": (
        "`counterpoint check` on this folder lists the collisions, `counterpoint run` builds the "
        "calendar. Give the accounts without a lead one, agree on the charter, and review both after "
        "a quarter.",
        "`counterpoint check` sur ce dossier liste les collisions, `counterpoint run` construit le "
        "calendrier. Donnez un pilote aux comptes qui n'en ont pas, convenez de la charte, et revoyez "
        "les deux après un trimestre.",
    ),
    "cut": ("What was cut", "Ce qui a été coupé"),
    "source": (
        "This is a part of {name}. What is not here is not coordinated, and these calendars do not see it:",
        "Ceci est une partie de {name}. Ce qui n'y figure pas n'est pas coordonné, et ces calendriers "
        "ne le voient pas :",
    ),
    "others": (
        "Left out, although they go to these accounts too: {placements}, and {touches} in history, of "
        "{units}.",
        "Laissés de côté, bien qu'ils aillent aussi à ces comptes : {placements}, et {touches} de "
        "l'historique, de {units}.",
    ),
    "nobody": ("No other BU asks for these accounts.", "Aucune autre BU ne demande ces comptes."),
    "elsewhere": (
        "Campaigns of these BUs that ask for none of the accounts: {names}.",
        "Campagnes de ces BU qui ne demandent aucun de ces comptes : {names}.",
    ),
    "whole": (
        "Teams, resources and budgets are whole, though what they do for other accounts is not counted.",
        "Les équipes, ressources et budgets sont entiers, bien que leur emploi pour d'autres comptes "
        "n'y soit pas compté.",
    ),
    "moves": (
        "A campaign that moves here moves for all its accounts, also those that are not here.",
        "Une campagne déplacée ici l'est pour tous ses comptes, y compris ceux qui n'y figurent pas.",
    ),
    "tiers": (
        "Tiers stand in the table as they are in the whole, also those that followed from who asks.",
        "Les catégories figurent dans la table telles qu'elles sont dans l'ensemble, même celles qui "
        "découlaient de qui demande le compte.",
    ),
    "leads": ("Leads that are not here were cleared: {names}.", "Pilotes absents, effacés : {names}."),
    "partners": (
        "Partners that are not here were taken out: {names}.",
        "Partenaires absents, retirés : {names}.",
    ),
    "parents": (
        "Accounts that stand here only as parents of others: {names}.",
        "Comptes présents seulement comme maisons mères : {names}.",
    ),
    "rules_gone": (
        "Rules that cannot stand without what is not here: {names}.",
        "Règles qui ne tiennent pas sans ce qui est absent : {names}.",
    ),
    "rules_less": (
        "Rules that name fewer accounts, BUs or campaigns: {names}.",
        "Règles qui nomment moins de comptes, de BU ou de campagnes : {names}.",
    ),
    "decisions": (
        "Decisions about what is not here: {names}.",
        "Décisions sur ce qui n'est pas ici : {names}.",
    ),
    "audiences": ("Campaigns with fewer accounts", "Campagnes avec moins de comptes"),
    "numbers": (
        "Numbers were cut in proportion: the fewest to keep rounded down, the most rounded up (and "
        "never below what must be kept), the price of a day's move as the value. Shares stay.",
        "Les nombres ont été coupés en proportion : le minimum arrondi vers le bas, le maximum vers "
        "le haut (et jamais sous ce qui doit être gardé), le coût d'un jour de décalage comme la "
        "valeur. Les parts restent.",
    ),
    "campaign": ("campaign", "campagne"),
    "of": ("{here} of {whole}", "{here} sur {whole}"),
    "rows": ("Rows", "Lignes"),
    "table": ("table", "table"),
    "here": ("here", "ici"),
    "in_whole": ("in the whole", "dans l'ensemble"),
}
