"""A read document as plain data: JSON that can run nothing, and is checked field by field on its way in."""

import json
import math
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class NotTheRecord(ValueError):
    """Data that is not what its type says."""


def to_json(value: object) -> bytes:
    """A dataclass, or anything of JSON that holds some; each becomes the list of its fields' values."""
    return json.dumps(value, default=_values).encode()


def _values(value: object) -> list[Any]:
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    kind: Any = type(value)
    return [getattr(value, name) for name, _ in _fields(kind)]


def from_json(data: bytes) -> Any:  # noqa: ANN401
    """Whatever JSON holds. NotTheRecord: it is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotTheRecord(f"no JSON ({error})") from error


def restored(kind: type[T], value: object) -> T:
    """The dataclass that `to_json` wrote. NotTheRecord: a field is missing or holds something else."""
    found: T = _restored(kind, value)
    return found


def _restored(kind: Any, value: Any) -> Any:  # noqa: ANN401
    arguments = get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(value, list):
        known = _fields(kind)
        if len(known) == len(value):
            return kind(*[_restored(inner, v) for (_, inner), v in zip(known, value, strict=True)])
    elif get_origin(kind) is tuple and isinstance(value, list):
        if arguments[-1] is ...:
            return tuple(_restored(arguments[0], v) for v in value)
        if len(arguments) == len(value):
            return tuple(_restored(inner, v) for inner, v in zip(arguments, value, strict=True))
    elif get_origin(kind) is Literal and value in arguments:
        return value
    elif get_origin(kind) in {UnionType, Union} and NoneType in arguments:
        one = [inner for inner in arguments if inner is not NoneType]
        return None if value is None else _restored(one[0], value)
    elif kind is float and type(value) in {int, float} and math.isfinite(value):
        return float(value)
    elif kind in {str, int, bool} and type(value) is kind:
        return value
    raise NotTheRecord(f"{str(value)[:40]!r} is no {getattr(kind, '__name__', kind)}")


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))
