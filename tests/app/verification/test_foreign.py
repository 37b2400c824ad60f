"""What stands in the database and is not of Comity is named, and goes into no archive."""

from sqlalchemy import text
from tests.app.planting import settings_of
from tests.house import House

from comity import bootstrap
from comity.app import ledgering
from comity.app.verification import verify

FUNCTION = "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"


def written(home: House, *statements: str) -> None:
    with home.comity.store.engine.begin() as connection:  # type: ignore[attr-defined]
        for each in statements:
            connection.execute(text(each))


def named(home: House) -> dict[str, str]:
    with bootstrap.read_only(settings_of(home), home.clock) as comity:
        return {fault.path: fault.message for fault in verify(comity).faults}


def test_what_is_not_of_comity_is_named(both: House) -> None:
    """A foreign table, empty or not and of whatever type, a view, a trigger and a column are each named."""
    both.published()
    ledgering.checkpoint(both.comity)
    assert named(both) == {}
    trigger = ["CREATE TRIGGER hush BEFORE DELETE ON feed BEGIN SELECT 1; END"]
    if not bootstrap.database_url(settings_of(both)).startswith("sqlite"):
        trigger = [FUNCTION, "CREATE TRIGGER hush BEFORE DELETE ON feed FOR EACH ROW EXECUTE FUNCTION quiet()"]
    table = ["CREATE TABLE evil (x real)", "INSERT INTO evil VALUES (1.5)", "CREATE TABLE empty (x text)"]
    more = ["CREATE VIEW seen AS SELECT * FROM feed", "ALTER TABLE feed ADD COLUMN extra text"]
    written(both, *table, *more, *trigger)
    assert set(named(both)) == {"evil", "empty", "seen", "hush", "feed.extra"}
    with both.comity.store.reading() as reader:
        shapes = {each.name: {c.name for c in each.columns} for each in reader.shapes()}
    assert not {"evil", "empty", "seen"} & set(shapes)
    assert "extra" not in shapes["feed"]


def test_a_view_in_the_place_of_a_table_is_named(both: House) -> None:
    written(both, "ALTER TABLE feed RENAME TO fed", "CREATE VIEW feed AS SELECT * FROM fed")
    found = named(both)
    assert set(found) == {"feed", "fed"}
    assert "view" in found["feed"] or "missing" in found["feed"]
