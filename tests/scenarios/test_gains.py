"""Who begins: the BUs and accounts that stand in one another's way most, in the calendar as asked."""

from counterpoint.constraints.charter.case import Case
from counterpoint.scenarios.gains import LEAST, MOST, Choice, choose
from tests.cases import make_case

UNITS = "bu_id, name, corporate\na, A,\nb, B,\nc, C,\ng, G, yes"


def case(rows: str, *, accounts: str = "", charter: dict[str, object] | None = None) -> Case:
    """Make a case of campaigns, each a line ``BU day value account account …``; days are of March."""
    campaigns, audiences, names = [], [], set()
    for number, line in enumerate(rows.split("\n")):
        unit, day, value, *asked = line.split()
        campaigns.append(f"k{number}, {unit}, K{number}, 1, 2027-03-{int(day):02}, {value}")
        audiences += [f"k{number}, {name}" for name in asked]
        names |= set(asked)
    return make_case(
        charter=charter,
        end="2027-03-31",
        business_units=UNITS,
        accounts=accounts or "account_id, name\n" + "\n".join(f"{name}, {name}" for name in sorted(names)),
        campaigns="campaign_id, bu_id, name, stage, requested_start, value\n" + "\n".join(campaigns),
        audiences="campaign_id, account_id\n" + "\n".join(audiences),
    )


def chosen(*given: str, **more: object) -> Choice:
    found = choose(case("\n".join(given), **more))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_pair_with_most_at_stake() -> None:
    found = chosen("a 1 1 x", "b 2 1 x", "c 2 4 x", "a 20 9 y", "c 29 9 y")
    assert found.units == ("a", "c")
    first, second = found.gains
    assert (first.account_id, first.askers, first.collisions, first.stake, first.asked) == (
        "x",
        2,
        1,
        500,
        500,
    )
    assert (second.account_id, second.collisions, second.stake, second.asked) == ("y", 0, 0, 1800)


def test_a_third_bu_joins_if_it_adds_a_quarter() -> None:
    assert chosen("a 1 2 x", "b 2 2 x", "c 2 0.99 x").units == ("a", "b")
    assert chosen("a 1 2 x", "b 2 2 x", "c 2 1 x").units == ("a", "b", "c")
    # Where nothing is at stake, nobody has to join.
    assert chosen("a 1 2 x", "b 20 2 x", "c 10 1 x").units == ("a", "b")


def test_over_contact_is_counted_among_the_bus_alone() -> None:
    rows = ("a 1 1 x", "a 2 1 x", "b 3 1 x", "b 4 1 x", "b 5 1 x", "c 20 1 x")
    found = chosen(*rows, charter={"collision_days": 0})
    assert found.units == ("a", "b")
    assert (found.gains[0].collisions, found.gains[0].over_contact, found.gains[0].stake) == (0, 2, 500)
    more = chosen(*rows, charter={"collision_days": 0, "over_contact_per_week": 4})
    assert (more.gains[0].over_contact, more.gains[0].stake) == (1, 500)
    assert chosen(*rows, charter={"collision_days": 0, "over_contact_per_week": 5}).gains[0].stake == 0


def test_a_week_that_only_others_make_too_full_is_no_stake() -> None:
    rows = ("a 1 1 x", "b 3 1 x", "b 4 1 x", "c 5 1 x", "a 1 1 y", "b 2 90 y")
    found = chosen(*rows, charter={"collision_days": 2})
    assert found.units == ("a", "b")
    assert [(row.account_id, row.over_contact, row.stake) for row in found.gains] == [
        ("y", 0, 9100),
        ("x", 0, 0),
    ]


def test_accounts_of_one_of_them_come_after_shared_ones() -> None:
    # Alone on y, a makes more touches in a week than are good.
    rows = ("a 1 1 x", "b 2 1 x", *(f"a {day} 9 y" for day in range(1, 6)))
    assert [row.account_id for row in chosen(*rows).gains] == ["x", "y"]


def test_corporate_bus_come_along_where_they_contact_the_accounts() -> None:
    found = chosen("a 1 1 x", "b 2 1 x", "g 2 50 x y", "c 2 1 y")
    assert (found.units, found.corporate) == (("a", "b"), ("g",))
    assert found.gains[0].stake == 200
    assert found.members == {"a", "b", "g"}
    assert chosen("a 1 1 x", "b 2 1 x", "g 2 50 y").corporate == ()


def test_at_most_ten_accounts_that_collide_and_at_least_five_of_any() -> None:
    names = [f"x{number:02}" for number in range(MOST + 2)]
    many = chosen(
        *(f"a 1 {number + 1} {name}" for number, name in enumerate(names)), f"b 2 1 {' '.join(names)}"
    )
    assert [row.account_id for row in many.gains] == names[: -MOST - 1 : -1]
    few = chosen("a 1 1 x", "b 2 1 x y", "a 20 3 y p q r s", "b 28 1 y")
    assert [row.account_id for row in few.gains][:2] == ["x", "y"]
    assert len(few.gains) == LEAST
    assert few.accounts == {"x", "y", "p", "q", "r"}


def test_accounts_that_nothing_is_planned_on_are_no_gain() -> None:
    accounts = "account_id, name, tier, control\nx, X, opportunistic,\ny, Y, , yes\nz, Z, ,"
    rows = ("a 1 9 x y z", "b 2 9 x y z")
    policy = {"tiers": {"opportunistic": {"planned": False}}}
    assert chosen(*rows, accounts=accounts, charter=policy).accounts == {"z"}
    assert chosen(*rows, accounts=accounts).accounts == {"x", "z"}


def test_without_a_shared_account_there_is_no_pilot() -> None:
    assert choose(case("a 1 1 x\nb 1 1 y\ng 1 1 x y")) is None


def test_on_a_tie_the_first_ids_are_chosen() -> None:
    found = chosen("c 1 1 x y", "b 1 1 x y", "a 28 1 p q")
    assert (found.units, [row.account_id for row in found.gains]) == (("b", "c"), ["x", "y"])
