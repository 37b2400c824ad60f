"""A caller's scope as a SQL condition: the same predicate as `governance.scope.holds`, over the register's columns.

Every condition is true or false and never NULL, so that its negation is its opposite.
"""

from typing import assert_never

from sqlalchemy import ColumnElement, FromClause, and_, false, func, not_, or_, true

from comity.governance.scope import (
    And,
    AssignedTo,
    Concerns,
    Everything,
    KindIn,
    Not,
    Nothing,
    Or,
    OwnerIs,
    Predicate,
    Public,
    Reaches,
    StateIn,
)


def to_sql(predicate: Predicate, register: FromClause) -> ColumnElement[bool]:
    """Return `predicate` over the columns state, kind, member, circulation, concerned, assigned and public."""
    row = register.c
    match predicate:
        case Everything():
            return true()
        case Nothing():
            return false()
        case OwnerIs(member=member):
            return _is(row.member, member) if member is not None else row.member.is_(None)
        case StateIn(states=states):
            return row.state.in_(sorted(states))
        case KindIn(kinds=kinds):
            return and_(row.kind.is_not(None), row.kind.in_(sorted(kinds)))
        case Public():
            return row.public.is_(True)
        case Reaches(member=member):
            return _reaches(register, member)
        case Concerns(states=states):
            named = [_among(row.concerned, state) for state in sorted(states)]
            owned = and_(row.member.is_not(None), row.member.in_(sorted(states)))
            return or_(false(), owned, *named)
        case AssignedTo(person=person):
            return _among(row.assigned, person)
        case And(parts=parts):
            return and_(true(), *(to_sql(part, register) for part in parts))
        case Or(parts=parts):
            return or_(false(), *(to_sql(part, register) for part in parts))
        case Not(part=part):
            return not_(to_sql(part, register))
        case _:
            assert_never(predicate)


def _is(column: ColumnElement[str | None], value: str) -> ColumnElement[bool]:
    return and_(column.is_not(None), column == value)


def _among(column: ColumnElement[str], code: str) -> ColumnElement[bool]:
    """Whether a comma list names `code`; commas on both sides keep one code from matching within another."""
    return ("," + column + ",").contains(f",{code},", autoescape=True)


def _reaches(register: FromClause, member: str) -> ColumnElement[bool]:
    circulation = func.coalesce(register.c.circulation, "")
    named = _among(func.substr(circulation, 2), member)
    sign = func.substr(circulation, 1, 1)
    reached = or_(sign == "*", and_(sign == "+", named), and_(sign == "-", not_(named)))
    return and_(not_(_is(register.c.member, member)), reached)
