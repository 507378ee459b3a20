"""Dataclasses as JSON: nothing in it can run, and every field is checked when it is read back."""

import json
import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class NotTheRecord(ValueError):
    """Data that does not fit its type."""


def to_json(value: object) -> bytes:
    """Returns JSON for a dataclass or for JSON data that contains some; each becomes a list of its values."""
    return json.dumps(value, default=_plain).encode()


def _plain(value: object) -> list[Any] | str:
    if isinstance(value, date):
        return value.isoformat()
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    kind: Any = type(value)
    return [getattr(value, name) for name, _ in _fields(kind)]


def from_json(data: bytes | str) -> Any:  # noqa: ANN401
    """Returns the data in JSON. Raises NotTheRecord if it is not JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotTheRecord(f"not valid JSON ({error})") from error


def restored(kind: type[T], value: object) -> T:
    """Returns the dataclass, or tuple of them, that `to_json` wrote; accepts JSON from `asdict` too.

    Raises NotTheRecord if a field is missing or has another type.
    """
    wanted: Any = kind
    found: T = _restorer(wanted)(value)
    return found


Restorer = Callable[[Any], Any]


@cache
def _restorer(kind: Any) -> Restorer:  # noqa: ANN401
    """Returns a function that checks and restores a value of this type.

    Cached, because there are many values of few types.
    """
    make, arguments = kind, get_args(kind)
    if is_dataclass(kind):
        return _named(_record(make, [_restorer(inner) for _, inner in _fields(make)]), _fields(make))
    if get_origin(kind) is tuple and arguments[-1] is ...:
        return _series(_restorer(arguments[0]))
    if get_origin(kind) is tuple:
        return _record(lambda *values: values, [_restorer(inner) for inner in arguments])
    if get_origin(kind) in {UnionType, Union} and arguments[-1] is NoneType:
        return _optional(_restorer(arguments[0]))
    return _value(kind, arguments)


def _record(make: Callable[..., Any], parts: list[Restorer]) -> Restorer:
    def restore(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not list or len(value) != len(parts):
            raise _not(value, f"a list of {len(parts)}")
        return make(*[part(inner) for part, inner in zip(parts, value, strict=True)])

    return restore


def _named(record: Restorer, named: tuple[tuple[str, Any], ...]) -> Restorer:
    """Also accepts an object with the field names as keys, as `asdict` gives it."""
    names = [name for name, _ in named]

    def restore(value: Any) -> Any:  # noqa: ANN401
        if type(value) is dict and value.keys() == set(names):
            return record([value[name] for name in names])
        return record(value)

    return restore


def _series(part: Restorer) -> Restorer:
    def restore(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not list:
            raise _not(value, "a list")
        return tuple(map(part, value))

    return restore


def _optional(part: Restorer) -> Restorer:
    return lambda value: None if value is None else part(value)


def _value(kind: Any, choice: tuple[Any, ...]) -> Restorer:  # noqa: ANN401
    """Returns a restorer. kind: str, int, bool, float, date, or a Literal with this choice."""

    def restore(value: Any) -> Any:  # noqa: ANN401
        if (type(value) is kind and kind is not float) or value in choice:
            return value
        if kind is float and type(value) in {int, float} and math.isfinite(value):
            return float(value)
        if kind is date and type(value) is str:
            with suppress(ValueError):
                return date.fromisoformat(value)
        raise _not(value, f"of the type {getattr(kind, '__name__', kind)}")

    return restore


def _not(value: object, kind: str) -> NotTheRecord:
    return NotTheRecord(f"{str(value)[:40]!r} is not {kind}")


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))
