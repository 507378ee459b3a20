"""The form fields of a rich text file, and what the page shows of them."""

from dataclasses import dataclass, field

from ingest.readers.office.fields import box_shown, entry_shown

UNSET = 25  # the result of a form field that nobody has changed


@dataclass
class FormField:
    """A form field as it is collected. numbers: its control words. entries: of a list to choose from."""

    numbers: dict[str, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """Returns a ticked or empty box, or the chosen entry of a list; empty for other fields."""
        chosen = self.numbers.get("ffres", UNSET)
        chosen = self.numbers.get("ffdefres", 0) if chosen == UNSET else chosen
        match self.numbers.get("fftype"):
            case 1:
                return box_shown(ticked=bool(chosen))
            case 2:
                return entry_shown(self.entries, chosen)
        return ""
