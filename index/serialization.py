"""Dataclasses as plain data: JSON that can run nothing, and is checked field by field on its way in."""

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
    """Data that is not what its type says."""


def to_json(value: object) -> bytes:
    """A dataclass, or anything of JSON that holds some; each becomes the list of its fields' values."""
    return json.dumps(value, default=_plain).encode()


def _plain(value: object) -> list[Any] | str:
    if isinstance(value, date):
        return value.isoformat()
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    kind: Any = type(value)
    return [getattr(value, name) for name, _ in _fields(kind)]


def from_json(data: bytes | str) -> Any:  # noqa: ANN401
    """Whatever JSON holds. NotTheRecord: it is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotTheRecord(f"no JSON ({error})") from error


def restored(kind: type[T], value: object) -> T:
    """The dataclass, or the tuple of some, that `to_json` wrote; or that `asdict` gives, through JSON.

    NotTheRecord: a field is missing or holds something else.
    """
    wanted: Any = kind
    found: T = _restorer(wanted)(value)
    return found


Restorer = Callable[[Any], Any]


@cache
def _restorer(kind: Any) -> Restorer:  # noqa: ANN401
    """What checks and restores a value of this type: made once, for there are many values of few types."""
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
            raise _not(value, f"list of {len(parts)}")
        return make(*[part(inner) for part, inner in zip(parts, value, strict=True)])

    return restore


def _named(record: Restorer, named: tuple[tuple[str, Any], ...]) -> Restorer:
    """The same of an object whose names are the fields, as `asdict` gives it."""
    names = [name for name, _ in named]

    def restore(value: Any) -> Any:  # noqa: ANN401
        if type(value) is dict and value.keys() == set(names):
            return record([value[name] for name in names])
        return record(value)

    return restore


def _series(part: Restorer) -> Restorer:
    def restore(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not list:
            raise _not(value, "list")
        return tuple(map(part, value))

    return restore


def _optional(part: Restorer) -> Restorer:
    return lambda value: None if value is None else part(value)


def _value(kind: Any, choice: tuple[Any, ...]) -> Restorer:  # noqa: ANN401
    """kind: str, int, bool, float, date, or a Literal of this choice."""

    def restore(value: Any) -> Any:  # noqa: ANN401
        if (type(value) is kind and kind is not float) or value in choice:
            return value
        if kind is float and type(value) in {int, float} and math.isfinite(value):
            return float(value)
        if kind is date and type(value) is str:
            with suppress(ValueError):
                return date.fromisoformat(value)
        raise _not(value, getattr(kind, "__name__", kind))

    return restore


def _not(value: object, kind: str) -> NotTheRecord:
    return NotTheRecord(f"{str(value)[:40]!r} is no {kind}")


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))
