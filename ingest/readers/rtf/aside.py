"""The groups of a rich text file whose words are no text of the document, but say something about it."""

from dataclasses import dataclass, field

from ingest.readers.office.colours import Colour
from ingest.readers.rtf.form_fields import FormField


@dataclass
class Aside:
    """What such groups say.

    words: of the last one. form: the last form field. shape: the properties of a shape, before its text.
    """

    words: str = ""
    form: FormField = field(default_factory=FormField)
    shape: dict[str, str] = field(default_factory=dict)
    _property: str = ""

    def end(self, kind: str) -> None:
        """Takes the words of a group that has ended: an entry of a list to choose from, or of a shape."""
        match kind:
            case "ffl":
                self.form.entries.append(self.words)
            case "sn":
                self._property = self.words.strip()
            case "sv":
                self.shape[self._property] = self.words.strip()

    @property
    def label(self) -> str:
        """Returns what the words say stands before an item; a bullet if they say nothing."""
        return " ".join(self.words.split()) or "•"

    @property
    def is_hidden(self) -> bool:
        """Returns whether the shape is hidden."""
        return self.shape.get("fHidden") == "1"

    @property
    def fill(self) -> Colour | None:
        """Returns the plain colour that the shape is filled with; else None."""
        written = self.shape.get("fillColor", "")
        plain = self.shape.get("fFilled") != "0" and self.shape.get("fillType", "0") == "0"
        if not plain or not written.isdecimal():
            return None
        number = int(written)
        return number & 0xFF, number >> 8 & 0xFF, number >> 16 & 0xFF
