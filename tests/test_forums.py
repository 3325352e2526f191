"""What the rules about forums say of the real ones, held against the documents."""

from __future__ import annotations

from aftalegraf.review import MET, NOT_MET, UNDECIDED, Report, Result


def about_forums(reviewed: tuple[Report, ...], agreement: str) -> list[Result]:
    """The results of the provisions of chapters 1 and 2 on forums."""
    (report,) = [report for report in reviewed if report.agreement.endswith(f"/{agreement}")]
    return [result for result in report.results if result.rule.about == "omForummet" and not result.rule.binds]


def test_the_committee_of_syddanmark_departs_lawfully_with_five_for_three(reviewed: tuple[Report, ...]) -> None:
    """002 L92: five representatives of the regional council. It is the only number there that departs."""
    results = about_forums(reviewed, "agr-syd-2024-2027")
    (departure,) = [result for result in results if result.outcome == NOT_MET]
    assert (departure.rule.id, departure.departs, departure.breach) == ("V2.2.7-2", True, False)
    assert departure.reasons == ("Vejledningens udgangspunkt er tre repræsentanter fra regionsrådet. Fundet antal: 5.",)
    assert departure.places[0].endswith("/002-l92.7")
    met = {result.rule.id for result in results if result.outcome == MET}
    assert met >= {"V2-3", "V2.1-1", *(f"V2.1.7-{n}" for n in (1, 2, 3, 4, 6)), "V2.1.8-3", "V2.2.7-4", "V2.2.8-3"}


def test_how_many_sit_on_the_professional_level_of_syddanmark_cannot_be_decided(reviewed: tuple[Report, ...]) -> None:
    """002 L183 tells who works there, but neither how many nor who appoints them: no blame for lacking seats."""
    results = about_forums(reviewed, "agr-syd-2024-2027")
    (seats,) = [result for result in results if result.rule.id == "V2.1.7-7"]
    assert seats.outcome == UNDECIDED
    assert seats.reasons[0].startswith("tillægget siger, hvem der arbejder på det fagligt strategiske niveau")


def test_a_draft_of_2019_is_not_blamed_for_forums_of_2022(reviewed: tuple[Report, ...]) -> None:
    """Midtjylland: nothing on forums is lacking, and what cannot be decided says why."""
    results = about_forums(reviewed, "agr-midt-2019-2023")
    assert [result for result in results if result.outcome == NOT_MET] == []
    reasons = {result.reasons[-1] for result in results if result.outcome == UNDECIDED}
    assert all(reason.startswith("høringsversionen") for reason in reasons)
