"""What a reader must know of topics before relying on them; the figure of topics and the table of a paper say it."""

from typing import Any

from presswork.core.reasons import explain_choice


def explain_limits(choice: dict[str, Any]) -> str:
    """Return how the topics compare with shuffled corpora (null model)."""
    reason = explain_choice(choice, "null_reason")
    return f"{reason[0].upper()}{reason[1:]}."
