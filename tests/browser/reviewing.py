"""How a reviewer gives an opinion: the queue, the case, the answers, what will be said, and only then the opinion."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Judge = Callable[[Page], None]


def claim(page: Page, case: str) -> None:
    """Take a place on a case from the queue, and arrive at its file."""
    page.goto("/review")
    page.get_by_role("button", name=f"Claim {case}").click()
    expect(page).to_have_url(f"{page.url.split('/review')[0]}/review/{case}")


def answer_all(page: Page, said: str) -> int:
    """Answer each question of the case that is open; return how many there were."""
    questions = page.locator("textarea[name^=answer-]")
    for number in range(questions.count()):
        questions.nth(number).fill(said)
    return questions.count()


def approve(page: Page, reasons: str, judge: Judge) -> None:
    """Write an opinion that approves, read what will be said, and give it."""
    answer_all(page, "Looked into; nothing stands against it.")
    page.get_by_role("group", name="What do you decide?").get_by_label("Approve", exact=True).check()
    page.get_by_label("Your reasons").fill(reasons)
    page.get_by_role("button", name="See what will be said").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What will be said")
    judge(page)
    page.get_by_role("button", name="Give this opinion").click()
