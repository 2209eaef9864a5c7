"""Controls of the sheet: native elements with a label, which every keyboard and reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.views.format.markup import text_of

Fields = Mapping[str, str]


def button(
    do: str, label: str, fields: Fields | None = None, *, key: str = "", style: str = "", **on: bool
) -> str:
    """Button that does something.

    Parameters
    ----------
    do : str
        Panel, dot, action.
    label : str
        What it does, in words.
    fields : mapping, optional
        What it carries.
    key : str
        Its id; made of what it does if left out.
    style : str
        ``main`` for the one that is pressed most, ``link`` for one within a sentence.
    **on : bool
        Further attributes, such as ``disabled``.

    Examples
    --------
    >>> print(button("explore.back", "Put back", {"key": "a"}))
    <button type="button" id="explore.back-a" data-do="explore.back" data-key="a">Put back</button>
    """
    made = key or "-".join([do, *(fields or {}).values()])
    looks = f' class="planner-{style}"' if style else ""
    return (
        f'<button type="button" id="{text_of(made)}"{looks} data-do="{text_of(do)}"'
        f"{_data(fields)}{_set(on)}>{text_of(label)}</button>"
    )


def text_input(
    do: str,
    key: str,
    label: str,
    value: str,
    fields: Fields | None = None,
    *,
    wrong: str = "",
    hint: str = "",
    live: bool = False,
    kind: str = "text",
    name: str = "",
    hidden_label: bool = False,
) -> str:
    """Input for a word or a number, as a cell takes it.

    Parameters
    ----------
    do : str
        Panel, dot, action; blank for an input of a form.
    key : str
        Its id.
    label, value : str
        What it is, and what it holds, as typed.
    wrong : str
        The sentence about what cannot be read; next to the input.
    hint : str
        What to type.
    live : bool
        Whether every keystroke is told, not only the end of typing.
    kind : str
        Type of the input.
    name : str
        Its name in a form.
    hidden_label : bool
        Whether only a reader of the screen hears the label, where a table shows it.
    """
    says = f"{key}-says" if wrong or hint else ""
    described = f' aria-describedby="{text_of(says)}"' if says else ""
    invalid = ' aria-invalid="true"' if wrong else ""
    named = f' name="{text_of(name)}"' if name else ""
    told = f' data-do="{text_of(do)}"' if do else ""
    note = ""
    if says:
        looks = "planner-wrong" if wrong else "planner-hint"
        note = f'<span id="{text_of(says)}" class="{looks}">{text_of(wrong or hint)}</span>'
    return (
        f"{_label(key, label, hidden=hidden_label)}"
        f'<input type="{kind}" id="{text_of(key)}"{named}{told}{_data(fields)}'
        f'{" data-live" if live else ""} value="{text_of(value)}"{described}{invalid} '
        f'autocomplete="off" spellcheck="false">{note}'
    )


def slider(
    do: str,
    key: str,
    label: str,
    value: float,
    bounds: tuple[float, float, float],
    fields: Fields | None = None,
    *,
    says: str = "",
) -> str:
    """Slider: every move is told.

    Parameters
    ----------
    label : str
        What a reader of the screen calls it.
    value : float
        Where it is.
    bounds : tuple of float
        Lowest, highest and step.
    says : str
        The value in words, for who cannot see it.
    """
    low, high, step = bounds
    return (
        f'<input type="range" id="{text_of(key)}" aria-label="{text_of(label)}" data-live '
        f'data-do="{text_of(do)}"{_data(fields)} min="{low:.10g}" max="{high:.10g}" '
        f'step="{step:.10g}" value="{value:.10g}" aria-valuetext="{text_of(says)}">'
    )


def switch(
    do: str, key: str, label: str, fields: Fields | None = None, *, on: bool, name: str = ""
) -> str:
    """Something that is on or off.

    Examples
    --------
    >>> switch("decide.take", "a", "Lease", on=True).endswith('value="yes" checked> Lease</label>')
    True
    """
    named = f' name="{text_of(name)}"' if name else ""
    told = f' data-do="{text_of(do)}"' if do else ""
    return (
        f'<label class="planner-switch" for="{text_of(key)}"><input type="checkbox" '
        f'id="{text_of(key)}"{named}{told}{_data(fields)} value="yes"{" checked" if on else ""}> '
        f"{text_of(label)}</label>"
    )


def choice(
    do: str,
    key: str,
    label: str,
    options: Mapping[str, str],
    value: str,
    fields: Fields | None = None,
    *,
    name: str = "",
    hidden_label: bool = False,
) -> str:
    """Choice of one of several, by what each is called.

    Parameters
    ----------
    options : mapping
        What is told -> what it is called.
    value : str
        Which of them is chosen.
    """
    named = f' name="{text_of(name)}"' if name else ""
    told = f' data-do="{text_of(do)}"' if do else ""
    listed = "".join(
        f'<option value="{text_of(one)}"{" selected" if one == value else ""}>'
        f"{text_of(called)}</option>"
        for one, called in options.items()
    )
    return (
        f"{_label(key, label, hidden=hidden_label)}"
        f'<select id="{text_of(key)}"{named}{told}{_data(fields)}>{listed}</select>'
    )


def disclosure(key: str, summary: str, html: str, *, unfolded: bool = False) -> str:
    """Part that is folded away under a line of words; ``html`` is safe already."""
    state = " open" if unfolded else ""
    return (
        f'<details id="{text_of(key)}"{state}><summary>{text_of(summary)}</summary>{html}</details>'
    )


def _label(key: str, label: str, *, hidden: bool) -> str:
    looks = ' class="planner-desk-said"' if hidden else ""
    return f'<label for="{text_of(key)}"{looks}>{text_of(label)}</label>'


def _data(fields: Fields | None) -> str:
    return "".join(f' data-{name}="{text_of(value)}"' for name, value in (fields or {}).items())


def _set(attributes: Mapping[str, bool] | Iterable[tuple[str, bool]]) -> str:
    return "".join(f" {name}" for name, on in dict(attributes).items() if on)
