"""The words of the calendars, in English and French."""

from datetime import date

from babel.dates import format_date
from babel.units import format_unit

from ..scheduler.tables import Channel
from .clean_text import one_line

LANGUAGES = ("en", "fr")
#: Every sentence of a calendar; French sets a space that does not break before a colon.
PHRASES = {
    "group": ("Group calendar: {scenario}", "Calendrier du groupe\u00a0: {scenario}"),
    "unit": ("{unit}: campaigns", "{unit}\u00a0: campagnes"),
    "of_unit": ("{unit}: {title}", "{unit}\u00a0: {title}"),
    "wave": ("{title} (wave {wave})", "{title} (vague {wave})"),
    "on_account": ("{title} ({account})", "{title} ({account})"),
    "launch": ("{title}: launch", "{title}\u00a0: lancement"),
    "end": ("{title}: last day", "{title}\u00a0: dernier jour"),
    "step": ("{title}: {channel} (step {step})", "{title}\u00a0: {channel} (étape {step})"),
    "today": ("On {day}: {steps}", "Le {day}\u00a0: {steps}"),
    "one_step": ("{channel} (step {step})", "{channel} (étape {step})"),
    "step_for": ("{channel} (step {step}) for {personas}", "{channel} (étape {step}) pour {personas}"),
    "personas": ("For {personas}", "Pour {personas}"),
    "asked": ("Starts on the day asked for", "Commence à la date demandée"),
    "no_wish": ("No start was asked for", "Aucune date n'était demandée"),
    "later": ("Asked for {day}, moved {days} later", "Demandé pour le {day}, repoussé de {days}"),
    "earlier": ("Asked for {day}, moved {days} earlier", "Demandé pour le {day}, avancé de {days}"),
    "starts": ("Starts on {day}", "Commence le {day}"),
    "flight": ("From {first} to {last}", "Du {first} au {last}"),
    "accounts": ("Accounts ({count}): {names}", "Comptes ({count})\u00a0: {names}"),
    "part": ("Accounts ({count} of {all} asked for): {names}", "Comptes ({count} sur {all})\u00a0: {names}"),
    "more": ("{names} and {count} more", "{names} et {count} de plus"),
    "with": ("With {units}", "Avec {units}"),
    "owner": ("Owner: {owner}", "Responsable\u00a0: {owner}"),
}
CHANNELS = {
    "ad": ("ad", "publicité"),
    "email": ("email", "courriel"),
    "mail": ("mail", "courrier"),
    "call": ("call", "appel"),
    "event": ("event", "événement"),
    "internal": ("internal task", "tâche interne"),
}
STAGES = {
    1: ("Awareness", "Notoriété"),
    2: ("Interest", "Intérêt"),
    3: ("Consideration", "Considération"),
    4: ("Decision", "Décision"),
    5: ("Expansion", "Développement"),
}


class Words:
    """What a calendar says in one language, ``en`` or ``fr``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def say(self, phrase: str, **parts: object) -> str:
        """Say one of the phrases, on one line whatever its parts hold."""
        return one_line(PHRASES[phrase][self._column].format(**parts))

    def channel(self, channel: Channel) -> str:
        """Name a channel: in the group's own word if it has one."""
        return channel.name or CHANNELS.get(channel.channel, (channel.channel,) * 2)[self._column]

    def stage(self, stage: int) -> str:
        """Name an engagement stage."""
        return STAGES[stage][self._column]

    def day(self, day: date) -> str:
        """Write a day out."""
        return format_date(day, "d MMMM y", locale=self.language)

    def days(self, count: int) -> str:
        """Write a number of days: ``3 days``."""
        return format_unit(count, "duration-day", locale=self.language)
