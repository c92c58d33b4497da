"""The colours of the app: text and widgets stand out enough in light and in dark (WCAG 2.2 AA)."""

from __future__ import annotations

import tomllib

import pytest

from tests.setup.locks import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
FADE = 0.6  # Streamlit writes captions in the text colour at this strength


def channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def faded(text: str, ground: str) -> list[float]:
    pairs = zip(channels(text), channels(ground), strict=True)
    return [FADE * over + (1 - FADE) * under for over, under in pairs]


def luminance(rgb: list[float]) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast(channels("#000000"), channels("#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_captions_and_links_have_a_contrast_of_4_5(mode: str, ground: str):
    theme = CONFIG["theme"][mode]
    under = theme[ground]

    assert contrast(channels(theme["textColor"]), channels(under)) >= 4.5
    assert contrast(faded(theme["textColor"], under), channels(under)) >= 4.5
    assert contrast(channels(theme["linkColor"]), channels(under)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_main_colour_works_as_text_and_under_white_text(mode: str):
    theme = CONFIG["theme"][mode]
    primary = channels(theme["primaryColor"])

    assert contrast(primary, channels(theme["backgroundColor"])) >= 4.5
    assert contrast(primary, channels("#ffffff")) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_the_edge_of_a_widget_has_a_contrast_of_3(mode: str, ground: str):
    theme = CONFIG["theme"][mode]

    assert contrast(channels(theme["borderColor"]), channels(theme[ground])) >= 3


def test_body_text_is_at_least_16_pixels_and_labels_nearly_so():
    base = CONFIG["theme"]["baseFontSize"]

    assert base >= 16
    assert 0.875 * base >= 15.5  # Streamlit's labels and captions


def test_the_app_is_bound_to_this_machine_and_tells_nobody():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["server"]["allowedHosts"] == ["localhost", "127.0.0.1"]
    assert CONFIG["client"] == CONFIG["client"] | {"showErrorDetails": "none", "allowedOrigins": []}
    assert CONFIG["browser"]["gatherUsageStats"] is False
