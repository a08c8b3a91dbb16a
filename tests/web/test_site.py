"""The static site: every link leads somewhere, and the same base gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from entracte.articles.pages import addresses
from entracte.articles.publish import Press
from entracte.knowledge.rules import Rulebook

ORIGIN = "https://site.example"
ENOUGH = {"botulinum-toxin", "microneedling", "ha-filler", "peel"}


class Sample(Press):
    """A press that leaves most pairs out, so that a test need not write eight thousand pages."""

    def jobs(self) -> list[list[tuple[str, ...]]]:
        found = [p for p in addresses(self.rulebook) if p[0] != "pairs" or set(p[1:]) <= ENOUGH]
        return [found[i : i + 400] for i in range(0, len(found), 400)]


def write(book: Rulebook, out: Path) -> Press:
    press = Sample(book, out, ORIGIN)
    assert sum(press.run(press.jobs())) > 0
    return press


@pytest.fixture(scope="module")
def written(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    write(rulebook, out)
    return out


def targets(path: Path, out: Path) -> Iterator[tuple[str, str]]:
    """Every address a page points at, as a path from the top of the site, with its fragment."""
    place = f"{ORIGIN}/{path.relative_to(out).as_posix().removesuffix('index.html')}"
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r'\s(?:href|src|action)="([^"]*)"', text):
        full = urlsplit(urljoin(place, unescape(link)))
        if f"{full.scheme}://{full.netloc}" == ORIGIN:
            yield full.path, full.fragment


def test_every_link_leads_to_a_page_and_every_fragment_to_a_place(written: Path, rulebook: Rulebook) -> None:
    later = {f"/pairs/{'/'.join(parts[1:])}/" for parts in addresses(rulebook) if parts[0] == "pairs"}
    ids: dict[str, set[str]] = {}
    lost = set()
    for path in written.rglob("*.html"):
        for target, fragment in targets(path, written):
            file = written / target.lstrip("/")
            file = file / "index.html" if target.endswith("/") else file
            if not file.is_file():
                if target not in later and target != "/pairs/":
                    lost.add((path.name, target))
                continue
            if fragment and file.suffix == ".html":
                known = ids.setdefault(
                    target, set(re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8")))
                )
                if fragment not in known:
                    lost.add((str(path), f"{target}#{fragment}"))
    assert not lost


def test_writing_again_changes_nothing(written: Path, rulebook: Rulebook) -> None:
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in written.rglob("*") if p.is_file()}
    press = write(rulebook, written)
    assert press.changed == 0
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in written.rglob("*") if p.is_file()} == before


def test_a_page_that_is_gone_is_taken_away_and_nothing_else(rulebook: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("not ours", encoding="utf-8")
    press = Press(rulebook, tmp_path, ORIGIN)
    press._rest(["procedures/old"])
    (tmp_path / "procedures" / "old").mkdir(parents=True)
    (tmp_path / "procedures" / "old" / "index.html").write_text("old", encoding="utf-8")
    press._rest([])
    assert press.removed == 1
    assert not (tmp_path / "procedures" / "old" / "index.html").exists()
    assert (tmp_path / "mine.html").exists()


def test_every_page_names_its_one_true_address(written: Path) -> None:
    page = written / "pairs" / "botulinum-toxin" / "microneedling" / "index.html"
    address = f"{ORIGIN}/pairs/botulinum-toxin/microneedling/"
    assert f'<link rel="canonical" href="{address}">' in page.read_text(encoding="utf-8")
    assert f"<loc>{address}</loc>" in (written / "sitemap.xml").read_text(encoding="utf-8")


def test_no_page_offers_what_a_static_host_cannot_answer(written: Path) -> None:
    for path in written.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "/check" not in text, path
        assert "/api/" not in text, path
