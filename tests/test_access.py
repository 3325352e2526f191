"""Where another machine is asked, and by whom."""

from __future__ import annotations

import pytest

from aftalegraf.access import Access, access
from aftalegraf.errors import UsageError

SECRET = {"AFTALEGRAF_STORE_USER": "anna", "AFTALEGRAF_STORE_PASSWORD": "hemmelig", "AFTALEGRAF_STORE_TOKEN": "t0ken"}


def test_secrets_come_from_the_environment_and_are_never_shown() -> None:
    """Neither the object as text nor an error of it holds a password or a token."""
    found = access("https://graf.example/sparql", SECRET)
    assert (found.user, found.password, found.token) == ("anna", "hemmelig", "t0ken")
    for text in (repr(found), str(found.refused(401, "no")), str(found.unreached("gone"))):
        assert "hemmelig" not in text
        assert "t0ken" not in text


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://anna:hemmelig@graf.example/sparql", "holds a user"),
        ("file:///etc/passwd", "is no address of a server"),
        ("graf.example/sparql", "is no address of a server"),
        ("https://graf.example/sparql?query=x", "holds ? or #"),
        ("http://[::1/sparql", "cannot be read"),
    ],
)
def test_what_is_no_address_is_refused_without_saying_its_password(url: str, said: str) -> None:
    """An address is one that queries can be sent to, and secrets do not stand in it."""
    with pytest.raises(UsageError, match=said.replace("?", r"\?")) as caught:
        access(url, {})
    assert "hemmelig" not in str(caught.value)


@pytest.mark.parametrize("name", SECRET)
def test_a_password_is_not_sent_where_others_can_read_it(name: str) -> None:
    """Without https secrets go to this machine only."""
    secrets = {"AFTALEGRAF_STORE_USER": "anna", name: "x"} if name != "AFTALEGRAF_STORE_TOKEN" else {name: "x"}
    with pytest.raises(UsageError, match="use https"):
        access("http://graf.example/sparql", secrets)
    assert access("http://127.0.0.1:3030/ds/sparql", secrets).url == "http://127.0.0.1:3030/ds/sparql"


@pytest.mark.parametrize("text", ["0", "-1", "soon", "inf", "nan"])
def test_a_time_limit_is_a_number_of_seconds(text: str) -> None:
    """Anything else is refused where it is read."""
    with pytest.raises(UsageError, match="AFTALEGRAF_STORE_TIMEOUT"):
        access("https://graf.example/sparql", {"AFTALEGRAF_STORE_TIMEOUT": text})


def test_the_way_of_showing_who_one_is_is_basic_or_digest() -> None:
    """A third is refused by name."""
    assert access("https://x.example/", {"AFTALEGRAF_STORE_AUTH": "digest"}).digest
    with pytest.raises(UsageError, match="use basic or digest"):
        access("https://x.example/", {"AFTALEGRAF_STORE_AUTH": "ntlm"})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (401, "does not let us in"),
        (403, "AFTALEGRAF_STORE_TOKEN"),
        (404, "check the address"),
        (503, "answered 503: ude"),
    ],
)
def test_a_status_is_told_with_what_to_do(code: int, said: str) -> None:
    """Who may not, what is not there, and what the server itself says."""
    told = str(Access("https://x.example/sparql").refused(code, "ude"))
    assert told.startswith("https://x.example/sparql ")
    assert said in told
