"""The plain routes and the headers round every answer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from appraisal.web.headers import HEADERS, SecurityHeaders
from appraisal.web.health import routes


async def _media(_: object) -> PlainTextResponse:
    return PlainTextResponse("a picture")


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    more = [Route("/media/x", _media), Route("/_stcore/metrics", _media)]
    return TestClient(
        Starlette(routes=[*routes(), *more], middleware=[Middleware(SecurityHeaders)])
    )


def test_the_program_says_that_it_runs(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"


def test_ready_means_that_a_write_went_through(client: TestClient) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["engine"].startswith("SQLite 3")


def test_a_store_that_cannot_be_opened_is_not_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("x")
    monkeypatch.setenv("APPRAISAL_DATA", str(blocked))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert str(blocked) in answer.json()["problem"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/nothing-here", "/media/x"])
def test_every_answer_carries_every_header(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_lets_in_no_eval_and_no_stranger() -> None:
    policy = HEADERS["Content-Security-Policy"]

    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "http:" not in policy
    assert "https:" not in policy


def test_exports_are_not_kept_by_a_browser(client: TestClient) -> None:
    assert client.get("/media/x").headers["cache-control"] == "no-store"


def test_routes_that_nobody_needs_are_closed(client: TestClient) -> None:
    assert client.get("/_stcore/metrics").status_code == 404


def test_a_socket_is_left_alone() -> None:
    seen: list[str] = []

    async def inner(scope: dict[str, str], receive: object, send: object) -> None:
        seen.append(scope["type"])

    asyncio.run(SecurityHeaders(inner)({"type": "websocket"}, None, None))
    assert seen == ["websocket"]
