"""Plain values to the types of a base: what does not fit becomes faults with a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entracte.core.days import Span
from entracte.core.fault import Fault, did_you_mean
from entracte.knowledge.model import AnyClaim
from entracte.knowledge.reading import Lines


@dataclass
class Shape:
    """Turns plain values into one type, and what does not fit into faults with a line."""

    adapter: Any
    faults: list[Fault]

    @classmethod
    def of(cls, kind: Any, faults: list[Fault]) -> Shape:
        """A shape for a dataclass or a union of them told apart by `kind`."""
        from pydantic import TypeAdapter

        return cls(TypeAdapter(kind), faults)

    def fit(self, raw: Any, lines: Lines, shown: str) -> Any:
        """The value as its type, or None with the faults noted."""
        from pydantic import ValidationError

        if not isinstance(raw, dict):
            self.faults.append(Fault(f"{shown}:{lines.at}", "wrong-type", "a mapping of fields belongs here"))
            return None
        sound = True
        for key in SPANS & raw.keys():
            if raw[key] == "session" and key == "per":
                continue
            try:
                raw = {**raw, key: Span.parse(raw[key])}
            except ValueError as error:
                sound = False
                hint = 'write days as a number, or "48 hours", "2 weeks", "6 months"'
                self.faults.append(
                    Fault(f"{shown}:{lines.find((key,))}", "wrong-span", f"{key}: {error}", hint)
                )
        try:
            value = self.adapter.validate_python(raw)
        except ValidationError as error:
            self.faults += [_place(found, raw, lines, shown, self.adapter) for found in error.errors()]
            return None
        return value if sound else None


SPANS = {"min", "max", "per", "review"}


def _place(found: Any, raw: dict[str, Any], lines: Lines, shown: str, adapter: Any) -> Fault:
    path = tuple(step for step in found["loc"] if step in raw or isinstance(step, int))
    name = found["loc"][-1] if found["loc"] else ""
    where = f"{shown}:{lines.find(path)}"
    match found["type"]:
        case "missing":
            return Fault(where, "missing-field", f"the field {name!r} is missing", "add it")
        case "unexpected_keyword_argument" | "extra_forbidden":
            where = f"{shown}:{lines.find((name,))}"
            return Fault(
                where, "unknown-field", f"no field {name!r}", did_you_mean(str(name), _fields(adapter))
            )
        case "union_tag_invalid" | "union_tag_not_found":
            expected = found.get("ctx", {}).get("expected_tags", "")
            message = (
                f"no kind of claim {raw.get('kind')!r}" if "kind" in raw else "the field 'kind' is missing"
            )
            return Fault(f"{shown}:{lines.find(('kind',))}", "unknown-kind", message, f"one of {expected}")
        case "literal_error":
            expected = found["ctx"]["expected"].replace("'", "")
            return Fault(where, "unknown-value", f"{name}: no {found['input']!r}", f"one of {expected}")
    return Fault(
        where, "wrong-type", f"{name}: {found['msg'][0].lower()}{found['msg'][1:]}", f"is {found['input']!r}"
    )


def _fields(adapter: Any) -> list[str]:
    schema = adapter.json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def claims_shape(faults: list[Fault]) -> Shape:
    """The shape of any claim, told apart by its kind."""
    from typing import Annotated

    from pydantic import Field

    return Shape.of(Annotated[AnyClaim, Field(discriminator="kind")], faults)
