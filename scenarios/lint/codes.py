"""The codes of the lint: how much each matters, and how it reads in English and French."""

from enum import StrEnum


class Severity(StrEnum):
    """How much it matters."""

    #: What was written does not do what it says.
    WARNING = "warning"
    #: Worth a look; it may well be meant.
    NOTE = "note"


#: Each code with its severity and its sentences. Rules and decisions go by their ids, the rest by name.
CODES = {
    "matches-nothing": (
        Severity.WARNING,
        "{rules} covers nothing that anybody asks for: widen its scope, or take it out",
        "{rules} ne couvre rien de ce qui est demandé : élargissez sa portée, ou retirez-la",
    ),
    "out-of-days": (
        Severity.NOTE,
        "{rules} holds on no day of the horizon, by its from and until: renew it, or take it out",
        "{rules} ne vaut aucun jour de l'horizon, d'après from et until : prolongez-la, ou retirez-la",
    ),
    "never-binds": (
        Severity.NOTE,
        "{rules} can be broken by no calendar of what is asked for: tighten it, or take it out",
        "{rules} ne peut être enfreinte par aucun calendrier de ce qui est demandé : resserrez-la, "
        "ou retirez-la",
    ),
    "hidden": (
        Severity.WARNING,
        "{rules} asks for nothing that {other} does not ask for already: take one of the two out",
        "{rules} ne demande rien que {other} ne demande déjà : retirez l'une des deux",
    ),
    "two-holders": (
        Severity.WARNING,
        "{rules} reserve {accounts} for {units} at the same time, so that neither may go there",
        "{rules} réservent {accounts} à {units} en même temps, si bien qu'aucune ne peut y aller",
    ),
    "lead-shut-out": (
        Severity.WARNING,
        "{rules}: on {accounts} all wait for the lead {units}, and the account is reserved to another BU",
        "{rules} : sur {accounts}, tous attendent le pilote {units}, et le compte est réservé à une autre",
    ),
    "no-common-day": (
        Severity.WARNING,
        "{rules} together leave {campaigns} no day on {accounts}, though each of them alone leaves some",
        "{rules} ne laissent ensemble aucun jour à {campaigns} sur {accounts}, alors que chacune seule "
        "en laisse",
    ),
    "lag-against-spacing": (
        Severity.WARNING,
        "{rules}: {campaigns} must follow each other within {most} and stay {least} apart, on {accounts}",
        "{rules} : {campaigns} doivent se suivre sous {most} et rester à {least} de distance, sur {accounts}",
    ),
    "bundle-against-spacing": (
        Severity.WARNING,
        "{rules}: {campaigns}, of one bundle, must start within {most} and stay {least} apart, on {accounts}",
        "{rules} : {campaigns}, d'un même lot, doivent commencer sous {most} et rester à {least} de "
        "distance, sur {accounts}",
    ),
    "least-not-asked": (
        Severity.WARNING,
        "{rules} wants at least {least} touches in each period, and fewer are asked for in all on {accounts}",
        "{rules} veut au moins {least} contacts par période, et il en est demandé moins en tout "
        "sur {accounts}",
    ),
    "least-against-cap": (
        Severity.WARNING,
        "{rules}: at least {least} touches are wanted in each period, and the cap never lets as many "
        "through, on {accounts}",
        "{rules} : au moins {least} contacts sont voulus par période, et la limite n'en laisse jamais passer "
        "autant, sur {accounts}",
    ),
    "no-day": (
        Severity.WARNING,
        "{rules} leaves {campaigns} no day to start on {accounts}: nothing can be kept there",
        "{rules} ne laisse à {campaigns} aucun jour de départ sur {accounts} : rien ne peut y être gardé",
    ),
    "no-phase": (
        Severity.WARNING,
        "{campaigns} can start in its window of {rules} on none of the accounts where there is a deal "
        "({accounts}): widen its dates, or ask whether it comes at the right time",
        "{campaigns} ne peut commencer dans sa période de {rules} sur aucun des comptes où une affaire est "
        "en cours ({accounts}) : élargissez ses dates, ou demandez si elle vient au bon moment",
    ),
    "too-heavy": (
        Severity.WARNING,
        "{campaigns} makes a touch of {pressure}, more than {rules} ever allows ({limit}): "
        "it can never be kept on {accounts}",
        "{campaigns} comporte un contact de {pressure}, plus que {rules} ne permet jamais ({limit}) : "
        "elle ne peut être gardée sur {accounts}",
    ),
    "caps-in-parts": (
        Severity.WARNING,
        "{rules} each count a part of the touches and no cap counts them all: together they let {pressure} "
        "through at once, on {accounts} for instance",
        "{rules} comptent chacune une partie des contacts et aucune limite ne les compte tous : ensemble, "
        "elles laissent passer {pressure} d'un coup, par exemple sur {accounts}",
    ),
    "channel-free": (
        Severity.WARNING,
        "{rules} counts touches of some channels, and no cap counts those of {channels} on the same accounts "
        "({number})",
        "{rules} compte les contacts de certains canaux, et aucune limite ne compte ceux de {channels} sur "
        "les mêmes comptes ({number})",
    ),
    "nobody-named": (
        Severity.WARNING,
        "{rules} counts by persona, and {number} of the {total} touches that it is about name none: "
        "they count nowhere in it",
        "{rules} compte par interlocuteur, et {number} des {total} contacts concernés n'en nomment aucun : "
        "elle ne les compte nulle part",
    ),
    "double-burst": (
        Severity.WARNING,
        "{rules} counts by calendar period: {limit} at the end of one and {limit} at the start of the next "
        "are {pressure} within two days, and no cap in sliding windows covers the same touches",
        "{rules} compte par période civile : {limit} à la fin de l'une et {limit} au début de la suivante "
        "font {pressure} en deux jours, et aucune limite glissante ne couvre les mêmes contacts",
    ),
    "stale-deal": (
        Severity.NOTE,
        "opportunity {name} of {units} with {accounts} is open, though it should have closed before {day}: "
        "date it anew, or close it",
        "l'affaire {name} de {units} avec {accounts} est ouverte, alors qu'elle devait se conclure avant "
        "le {day} : redatez-la, ou closez-la",
    ),
    "past-authority": (
        Severity.WARNING,
        "decision {name} of {who} goes past what the charter lets {who} decide ({what})",
        "la décision {name} de {who} dépasse ce que la charte lui laisse décider ({what})",
    ),
    "decision-expired": (
        Severity.NOTE,
        "decision {name} expired on {day} and counts no more: renew it, or revoke it",
        "la décision {name} a expiré le {day} et ne compte plus : renouvelez-la, ou révoquez-la",
    ),
    "decision-expires": (
        Severity.NOTE,
        "decision {name} expires on {day}: decide whether to renew it",
        "la décision {name} expire le {day} : décidez s'il faut la renouveler",
    ),
    "unbundled": (
        Severity.NOTE,
        "{campaigns} ({name}) come from several BUs to the same accounts ({accounts}) and are in no bundle "
        "together",
        "{campaigns} ({name}) viennent de plusieurs BU aux mêmes comptes ({accounts}) et ne forment aucun "
        "lot ensemble",
    ),
    "bundle-alone": (
        Severity.WARNING,
        "the bundle {name} can be whole on no account: {campaigns} meet nowhere",
        "le lot {name} ne peut être complet sur aucun compte : {campaigns} ne se rencontrent nulle part",
    ),
    "bundle-of-one": (
        Severity.WARNING,
        "the bundle {name} holds one campaign only, {campaigns}",
        "le lot {name} ne contient qu'une campagne, {campaigns}",
    ),
    "all-mandatory": (
        Severity.WARNING,
        "{units} has made all of its {number} campaigns mandatory or fixed: nothing is left to weigh",
        "{units} a rendu obligatoires ou fixes toutes ses {number} campagnes : plus rien n'est à arbitrer",
    ),
}
