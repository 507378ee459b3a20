"""People who ask at set times, each in a conversation of their own, and check what they are answered."""

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from websockets.exceptions import WebSocketException

from benchmarks.material import ROOT, SEED
from benchmarks.sessions import Visit

# Questions of a conversation.
CONVERSATION = 3


@dataclass(frozen=True, slots=True)
class Expected:
    """A question and the words of the quotes that answer it, sorted: near ties may change places."""

    question: str
    quotes: list[str]


@dataclass
class Step:
    """What people met. waits: seconds from when a question was due to its whole answer; opened: of pages."""

    waits: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


Conversation = Sequence[Expected]


def conversations(index: Path, questions: Path) -> list[Conversation]:
    """Returns conversations of different questions with what the command line answers to them.

    Left out are those with a question that the page would first ask back about, for personal details.
    """
    texts = [
        json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines() if line
    ]
    random.Random(SEED).shuffle(texts)
    lines = [
        json.dumps({"id": str(at), "question": text, "history": texts[at - at % CONVERSATION : at]}) + "\n"
        for at, text in enumerate(texts)
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        command = [sys.executable, "-m", "cli", "ask", "--questions", file.name, "--json"]
        asked = subprocess.run(
            [*command, "--index", str(index)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
    answers: list[dict[str, Any]] = [json.loads(line) for line in asked.stdout.splitlines()]
    whole = (answers[first : first + CONVERSATION] for first in range(0, len(answers), CONVERSATION))
    return [
        [Expected(one["question"], sorted(quote["text"] for quote in one["quotes"])) for one in found]
        for found in whole
        if len(found) == CONVERSATION and not any(one["warnings"] for one in found)
    ]


async def person(address: str, talks: Iterator[Conversation], due: Iterator[float], step: Step) -> None:
    """Has one conversation after the other, and asks at each of the times that are due."""
    at = next(due, None)
    for conversation in talks:
        if at is None:
            return
        try:
            async with Visit(address) as visit:
                started = time.perf_counter()
                await visit.open()
                step.opened.append(time.perf_counter() - started)
                for expected in conversation:
                    await asyncio.sleep(at - time.perf_counter())
                    await visit.ask(expected.question)
                    step.waits.append(time.perf_counter() - at)
                    if visit.answer() != (expected.question, expected.quotes):
                        step.wrong.append(expected.question)
                    at = next(due, None)
                    if at is None:
                        return
        except (OSError, WebSocketException, TimeoutError) as error:
            step.errors.append(f"{type(error).__name__}: {error}")
            at = next(due, None)


async def meet(address: str, talks: Sequence[Conversation], due: Sequence[Iterator[float]]) -> Step:
    """Has as many people ask at once as there are lists of times."""
    step = Step()
    await asyncio.gather(
        *(
            person(address, (talks[(number * 7 + k) % len(talks)] for k in count()), times, step)
            for number, times in enumerate(due)
        )
    )
    return step


def every(period: float, seconds: float, first: float) -> Iterator[float]:
    """Yields the times at which one person asks, by time.perf_counter."""
    begun = time.perf_counter()
    while first < seconds:
        yield begun + first
        first += period
