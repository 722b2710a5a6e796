# SPDX-License-Identifier: EUPL-1.2
"""One person at a real browser, as the journeys need it: opens pages, fills in forms, presses buttons.

Everything is found by address, form action and field name, never by English words, so that the same journey runs in
every language. Each page is checked on arrival: language, direction, no sideways scrolling, no complaint of the
browser. What a refused form says must be a sentence of the catalogue of the page's language.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import polib
from playwright.sync_api import Locator, Page, Response

from core.config import ROOT

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
FRAME = "(e => [e.lang, e.dir, e.scrollWidth, e.clientWidth])(document.documentElement)"
VALUE = re.compile(r"%\(\w+\)[sd]")


class Visit:
    """Somebody with a browser tab in one language."""

    def __init__(self, tab: Page, lang: str) -> None:
        self.tab, self.lang = tab, lang
        self.complaints: list[str] = []
        tab.on("console", self._listen)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("dialog", lambda dialog: dialog.accept())
        self.home = re.sub(r"(?<=\d)/.*", "", tab.url)

    def _listen(self, message: Any) -> None:
        if message.type == "error" and "status of 422" not in message.text:
            self.complaints.append(message.text)

    # -- moving
    def go(self, path: str, expect: int = 200) -> None:
        answer = self.tab.goto(self.home + path)
        self._arrived(answer, expect)

    def follow(self, href: str) -> None:
        """Press the first link of the page whose address contains this."""
        link = self.tab.locator(f'main a[href*="{href}"], aside a[href*="{href}"]').first
        self._arrived(self._moves(lambda: link.click()), 200)

    def pick(self, pattern: str) -> None:
        """Press the first link whose address fits the pattern."""
        fitting = self.links(f"(.*{pattern}.*)")
        assert fitting, f"no link fits {pattern}: {self.path}"
        self.follow(fitting[0])

    def press(self, action: str, expect: int = 200, button: str = "button") -> None:
        """Press the button of the form whose action ends so."""
        pressed = self.form(action).locator(button).last
        self._arrived(self._moves(lambda: pressed.click()), expect)

    def switch(self, lang: str) -> None:
        """Go on reading in another language."""
        pressed = self.tab.locator(f'form.languages button[value="{lang}"]').first
        self.lang = lang
        self._arrived(self._moves(lambda: pressed.click()), 200)

    def press_button(self, selector: str, expect: int = 200) -> None:
        """Press one of several buttons of a form that lead to different addresses."""
        pressed = self.tab.locator(f"main {selector}").first
        self._arrived(self._moves(lambda: pressed.click()), expect)

    def _moves(self, act: Callable[[], None]) -> Response | None:
        with self.tab.expect_navigation() as arrival:
            act()
        return arrival.value

    def _arrived(self, answer: Response | None, expect: int) -> None:
        assert answer is not None
        assert answer.status == expect, f"{answer.status} at {self.tab.url}: {self.main[:400]}"
        lang, towards, wide, room = self.tab.evaluate(FRAME)
        assert (lang, towards) == (self.lang, "rtl" if self.lang == "ar" else "ltr")
        assert wide <= room, f"{self.tab.url} must be scrolled sideways"
        assert not self.complaints, self.complaints

    # -- reading
    @property
    def path(self) -> str:
        return self.tab.url.removeprefix(self.home)

    @property
    def main(self) -> str:
        return " ".join(self.tab.locator("main").inner_text().split())

    def form(self, action: str) -> Locator:
        return self.tab.locator(f'main form[action$="{action}"], aside form[action$="{action}"]').first

    def links(self, pattern: str) -> list[str]:
        """The first group of the pattern, for every link of the page that fits."""
        hrefs = self.tab.locator("main a, aside a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        return [found.group(1) for href in hrefs if href and (found := re.search(pattern, href))]

    def stats(self) -> list[int]:
        return [int(re.sub(r"\D", "", text)) for text in self.tab.locator("main .stat b").all_inner_texts()]

    def code(self) -> str:
        found = CODE.search(self.tab.locator(".slip__code").first.inner_text().replace(" ", ""))
        assert found, self.main
        return found.group()

    def quoted(self, text: str, lang: str) -> None:
        """The page quotes these words, in their own language and direction."""
        quote = self.tab.locator("blockquote").filter(has_text=text).first
        assert quote.get_attribute("lang") == lang
        assert quote.get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")

    def scanned(self, picture: str, file: Path) -> str:
        """What a phone reads from a picture on the page."""
        self.tab.locator(picture).screenshot(path=file)
        return _read("zbarimg", "--quiet", "--raw", str(file))

    def printed(self, file: Path) -> tuple[int, str]:
        """Sheets and text of the page on paper; without poppler on this machine the text is empty."""
        data = self.tab.pdf(path=file, format="A4")
        assert data.startswith(b"%PDF-")
        text = _read("pdftotext", "-layout", str(file), "-") if shutil.which("pdftotext") else ""
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", data)), text

    # -- filling in
    def fill(self, **values: Any) -> None:
        """Type, choose or tick by field name; True ticks a single box."""
        for name, value in values.items():
            field = self.tab.locator(f'main [name="{name}"]:not([type="hidden"])')
            kind = field.first.evaluate("e => e.type")
            if kind == "file":
                field.set_input_files(value)
            elif kind in ("radio", "checkbox"):
                (field if value is True else self.tab.locator(f'main [name="{name}"][value="{value}"]')).check()
            elif kind.startswith("select"):
                field.select_option(value)
            else:
                field.fill(str(value))

    def unfold(self, name: str) -> None:
        """Open the folded part in which a field lies."""
        part = self.tab.locator("main details:not([open])", has=self.tab.locator(f'[name="{name}"]'))
        part.locator("summary").first.click()

    def typed(self, name: str) -> str:
        """What stands in a field now; for choices the chosen value."""
        field = self.tab.locator(f'main [name="{name}"]:not([type="hidden"])')
        if field.first.evaluate("e => e.type") in ("radio", "checkbox"):
            field = self.tab.locator(f'main [name="{name}"]:checked')
        return str(field.first.evaluate("e => e.value"))

    def refused(self, action: str, *mended: str, **kept: str) -> None:
        """Send the form, be told in the page's own language what to mend, and find everything typed still there.

        :param mended: fields that an error must point to.
        """
        self.press(action, expect=422)
        lines = self.tab.locator(".error-summary li")
        told = lines.all_inner_texts()
        assert told, "nothing says what to mend"
        foreign = [line for line in told if not spoken(line, self.lang)]
        assert not foreign, f"not in {self.lang}: {foreign}"
        targets = lines.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href').slice(1))")
        assert {target.removesuffix("-0") for target in targets} >= set(mended), told
        for target in targets:
            assert self.tab.locator(f'[id="{target}"]').count() == 1, f"the line leads nowhere: {target}"
        for name, value in kept.items():
            assert self.typed(name) == value, name


def _read(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    assert found, f"{program} is missing: bin/install-test-system brings it"
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@cache
def sentences(lang: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Every sentence of the program in one language; those with values in them as a pattern."""
    catalogue = polib.pofile(str(ROOT / f"translations/{'lt' if lang == 'en' else lang}/LC_MESSAGES/messages.po"))
    found: set[str] = set()
    for entry in catalogue:
        source = [entry.msgid, entry.msgid_plural]
        found.update(source if lang == "en" else [entry.msgstr, *entry.msgstr_plural.values()])
    split = {text: VALUE.split(text) for text in found}
    plain = frozenset(" ".join(text.split()) for text, parts in split.items() if text and len(parts) == 1)
    telling = [parts for parts in split.values() if len(parts) > 1 and len(re.findall(r"\w", "".join(parts))) > 4]
    return plain, re.compile("|".join(".+".join(map(re.escape, parts)) for parts in telling))


def spoken(text: str, lang: str) -> bool:
    """True when a text consists of sentences of the program in this language."""
    whole, (plain, telling) = " ".join(text.split()), sentences(lang)
    if whole in plain or telling.fullmatch(whole):
        return True
    ends = [found.end() for found in re.finditer(r"[.?!؟](?= )", whole)]
    return any(spoken(whole[:end], lang) and spoken(whole[end + 1 :], lang) for end in ends)
