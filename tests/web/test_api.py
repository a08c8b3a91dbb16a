"""The API: the judge's answer in the form that was promised, and every mistake told in one shape."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from entracte.core.history import FactorPeriod, History, Session
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.explain import to_dict
from entracte.knowledge.rules import Rulebook
from tests.web.conftest import FOUNDING, Post


def read(response: HttpResponse, status: int = 200) -> Any:
    assert response.status_code == status, response.content[:500]
    return json.loads(response.content)


def lines(response: Any) -> list[Any]:
    assert response.status_code == 200, response.content[:500]
    assert response.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def test_assess_says_what_the_judge_says(post: Post, rulebook: Rulebook) -> None:
    history = History(
        [Session("botulinum-toxin", date(2026, 11, 20), frozenset({"forehead"}))],
        [FactorPeriod("pregnancy", "no")],  # type: ignore[arg-type]
    )
    proposal = Proposal("microneedling", date(2026, 12, 1), frozenset({"face"}))
    expected = to_dict(assess(rulebook, history, proposal))
    assert read(post("assess", FOUNDING)) == json.loads(json.dumps(expected))


def test_every_answer_names_base_policy_and_rulebook(client: Client, post: Post, rulebook: Rulebook) -> None:
    pair = "first=botulinum-toxin&then=microneedling"
    addresses = ["procedures", "factors", "rules/interval/botulinum-toxin/microneedling"]
    addresses += ["sources/founding-article", f"spread?{pair}"]
    answers = [read(client.get(f"/api/v1/{a}")) for a in addresses]  # type: ignore[arg-type]
    answers += [read(post("assess", FOUNDING)), read(post("ask", {"question": "microneedling after botox?"}))]
    for told in answers:
        named = (told["base"], told["policy"], told["rulebook"])
        assert named == (rulebook.base.version, "standard", rulebook.hash)


def test_the_same_question_has_the_same_tag(post: Post) -> None:
    one, two = post("assess", FOUNDING), post("assess", FOUNDING)
    assert one.headers["ETag"] == two.headers["ETag"]
    assert one.content == two.content


def test_another_policy_is_another_rulebook(post: Post) -> None:
    one, two = read(post("assess", FOUNDING)), read(post("assess", {**FOUNDING, "policy": "cautious"}))
    assert one["rulebook"] != two["rulebook"]


def test_what_was_sent_before_is_not_sent_again(client: Client) -> None:
    tag = client.get("/api/v1/factors").headers["ETag"]
    assert client.get("/api/v1/factors", headers={"If-None-Match": tag}).status_code == 304


def test_windows_cover_every_day_once(post: Post) -> None:
    asked = {"procedure": "microneedling", "from": "2026-11-20", "weeks": 10, "history": FOUNDING["history"]}
    days = read(post("windows", asked))["days"]
    assert days[0]["from"] == "2026-11-20"
    assert all(one["until"] == two["from"] for one, two in pairwise(days))
    assert {d["status"] for d in days} >= {"wait", "clear"}


def test_spread_holds_every_claim_with_its_role(client: Client, rulebook: Rulebook) -> None:
    told = read(client.get("/api/v1/spread?first=botulinum-toxin&then=microneedling"))  # type: ignore[arg-type]
    pair = rulebook.pairs["botulinum-toxin", "microneedling"].overlapping
    assert pair is not None
    assert {v["claim"] for v in told["voices"]} == {v.claim.id for v in pair.grounds.voices}
    assert told["minimum"] == pair.minimum


def test_a_batch_answers_each_case_in_order(post: Post) -> None:
    bad = {"id": "bad", "proposal": {"procedure": "peel", "on": "2026-12-01"}}
    told = lines(post("assess/batch", {"cases": [{"id": "a", **FOUNDING}, bad, {"id": "c", **FOUNDING}]}))
    assert [line["id"] for line in told] == ["a", "bad", "c"]
    assert [line["index"] for line in told] == [0, 1, 2]
    assert told[0]["verdict"] == told[2]["verdict"] == read(post("assess", FOUNDING))["verdict"]
    assert told[1]["errors"][0]["code"] == "family"


def test_a_batch_keeps_to_its_policy(post: Post) -> None:
    told = lines(post("assess/batch", {"policy": "cautious", "cases": [FOUNDING]}))
    assert told[0]["verdict"] == read(post("assess", {**FOUNDING, "policy": "cautious"}))["verdict"]
    assert told[0]["policy"] == "cautious"


@pytest.mark.slow
def test_ten_thousand_proposals_in_one_call(post: Post) -> None:
    told = lines(post("assess/batch", {"cases": [FOUNDING] * 10_000}))
    assert len(told) == 10_000
    assert {line["verdict"] for line in told} == {told[0]["verdict"]}


def test_more_than_ten_thousand_are_refused(post: Post) -> None:
    told = read(post("assess/batch", {"cases": [{"proposal": FOUNDING["proposal"]}] * 10_001}), 422)
    assert told["errors"][0]["where"] == "cases"


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ("{", 400, "body"),
        ("[]", 422, "body"),
        ({}, 422, "proposal"),
        ({"proposal": {"procedure": "microneedling", "on": "2026-13-01"}}, 422, "proposal.on"),
        ({"proposal": {"procedure": "microneedling", "on": "tomorrow"}}, 422, "proposal.on"),
        (
            {"proposal": {"procedure": "microneedling", "on": "2026-12-01", "arrea": []}},
            422,
            "proposal.arrea",
        ),
        ({"proposal": {"procedure": "microneedlin", "on": "2026-12-01"}}, 400, "procedure"),
        ({"proposal": {"procedure": "microneedling", "on": "2026-12-01", "dose": -1}}, 422, "proposal.dose"),
        ({**FOUNDING, "policy": "lax"}, 422, "policy"),
        ({**FOUNDING, "history": {"factors": [{"factor": "nothing"}]}}, 400, "factor"),
    ],
)
def test_every_mistake_has_one_shape(post: Post, body: Any, status: int, where: str) -> None:
    told = read(post("assess", body), status)
    assert set(told) == {"errors"}
    for fault in told["errors"]:
        assert set(fault) == {"code", "message", "where", "hint"}
        assert fault["code"]
        assert fault["message"]
    assert where in [fault["where"] for fault in told["errors"]]


@pytest.mark.parametrize("address", ["rules/interval/a/b", "sources/nothing", "nothing"])
def test_what_is_not_there_is_404(client: Client, address: str) -> None:
    assert read(client.get(f"/api/v1/{address}"), 404)["errors"]  # type: ignore[arg-type]


def test_the_wrong_method_is_told_in_the_same_shape(client: Client) -> None:
    assert client.get("/api/v1/assess").status_code == 405
